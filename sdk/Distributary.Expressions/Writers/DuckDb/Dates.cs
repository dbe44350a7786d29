using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on dates.</summary>
internal static class Dates
{
    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, part) in new[]
        {
            ("year", "year"), ("month", "month"), ("day", "day"), ("dayofmonth", "day"), ("quarter", "quarter"), ("dayofyear", "doy"), ("weekofyear", "week"),
        })
            table.AddTotal(name, (w, c) => Part(w.Write(c.Arguments[0]), part));
        table.AddTotal("dayofweek", (w, c) => DayOfWeek(w.Write(c.Arguments[0])));
        table.AddTotal("weekday", (w, c) => $"({Part(w.Write(c.Arguments[0]), "isodow")} - 1)");
        table.AddTotalCall("dayname", "spark_day_name");
        table.AddTotalCall("monthname", "spark_month_name");
        table.Add("date_add", (w, c) => AddDays(w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), "+"));
        table.Add("date_sub", (w, c) => AddDays(w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), "-"));
        table.AddTotal("datediff", (w, c) => DaysBetween(w.Write(c.Arguments[0]), w.Write(c.Arguments[1])));
        table.Alias("date_diff", "datediff");
        table.Add("add_months", (w, c) => AddMonths(w.Write(c.Arguments[0]), w.Write(c.Arguments[1])));
        table.AddTotal("last_day", (w, c) => $"last_day({w.Write(c.Arguments[0])})");
        table.Add("next_day", (w, c) => Call(w.Options.Ansi ? "spark_next_day" : "spark_try_next_day", w.WriteAll(c.Arguments)));
        table.AddTotalCall("trunc", "spark_trunc_date");
        table.Add("make_date", (w, c) => Call(w.Options.Ansi ? "spark_make_date" : "spark_try_make_date", w.WriteAll(c.Arguments)));
        table.AddTotal("unix_date", (w, c) => DaysBetween(w.Write(c.Arguments[0]), "DATE '1970-01-01'"));
        table.Add("date_from_unix_date", (w, c) => AddDays("DATE '1970-01-01'", w.Write(c.Arguments[0]), "+"));
        table.AddTotal("current_date", (w, _) => Cast(Zones.ToLocal(w, "now()"), "DATE"));
    }

    public static string Part(string date, string part) => Cast($"date_part('{part}', {date})", "INTEGER");

    public static string DayOfWeek(string date) => $"({Part(date, "dow")} + 1)";

    /// <summary>So many days later or earlier; beyond the last date Spark goes on with the first.</summary>
    public static string AddDays(string date, string days, string op) => Call(op == "+" ? "spark_date_add" : "spark_date_sub", date, Cast(days, "INTEGER"));

    public static string AddMonths(string date, string months) => Call("spark_add_months", date, Cast(months, "INTEGER"));

    private static string DaysBetween(string end, string start) => Cast($"({end} - {start})", "INTEGER");
}
