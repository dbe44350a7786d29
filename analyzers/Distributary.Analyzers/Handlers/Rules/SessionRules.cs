using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>The batch belongs to a clone of the session that the program opened.</summary>
internal static class SessionRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        var views = handler.Events.OfType<ViewEvent>().ToList();
        foreach (var sql in handler.Events.OfType<SqlEvent>().Where(s => s.Session.Kind == SessionKind.Outer))
        {
            if (views.FirstOrDefault(v => Mentions(sql.Text, v.Name)) is { } view)
                report.Add(HandlerRules.OuterSession, sql.Location, [view.Location], Keys.Of(handler), $"The view '{view.Name}' is not found there, or is another batch's");
        }
        foreach (var conf in handler.Events.OfType<ConfEvent>().Where(c => c.Session?.Kind == SessionKind.Outer && c.Key is not null))
            report.Add(HandlerRules.OuterSession, conf.Location, [], Keys.Of(handler), $"The setting '{conf.Key}' does not reach the batch's writes");
    }

    private static bool Mentions(string sql, string view)
    {
        for (var i = sql.IndexOf(view, StringComparison.OrdinalIgnoreCase); i >= 0; i = sql.IndexOf(view, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((i == 0 || !IsPart(sql[i - 1])) && (i + view.Length == sql.Length || !IsPart(sql[i + view.Length])))
                return true;
        }
        return false;

        static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';
    }
}
