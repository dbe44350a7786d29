using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;

namespace Distributary;

/// <summary>Spark SQL's functions for columns. Those without a method of their own are called by <see cref="CallFunction"/> or in SQL by <see cref="Expr"/>.</summary>
public static class Functions
{
    /// <summary>A column by name; <c>a.b</c> is a field of a struct, <c>*</c> all columns.</summary>
    public static Column Col(string columnName) => new(ColumnNames.Parse(columnName));

    /// <summary>A column by name.</summary>
    public static Column Column(string columnName) => Col(columnName);

    /// <summary>A constant; a column is returned as it is.</summary>
    /// <param name="literal">Null, a bool, a number, decimal, string, byte array, DateOnly, DateTime, DateTimeOffset, TimeSpan or column.</param>
    /// <exception cref="ArgumentException">The value has no SQL literal.</exception>
    public static Column Lit(object? literal) => new(Distributary.Column.Literal(literal));

    /// <summary>An expression in Spark SQL, perhaps with <c>AS name</c>.</summary>
    /// <exception cref="SqlExpressionException">The text can't be parsed.</exception>
    public static Column Expr(string expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var parsed = SqlParser.ParseExpression(expr, allowAlias: true);
        return parsed.Diagnostics.Count == 0 ? new(parsed.Expression) : throw new SqlExpressionException(expr, parsed.Diagnostics);
    }

    /// <summary>A call of any of Spark's functions by name.</summary>
    public static Column CallFunction(string functionName, params Column[] columns) => new(new FunctionCall(functionName, columns.Select(c => c.Expression).ToValueList()));

    /// <summary>A value where a condition is true; more branches follow by <c>When</c> and <c>Otherwise</c>.</summary>
    public static Column When(Column condition, object? value) => new(new CaseExpression(null, ValueList.Of(new WhenClause(condition.Expression, Lit(value).Expression)), null));

    /// <summary><c>NOT</c>.</summary>
    public static Column Not(Column column) => !column;

    /// <summary>The order of a column from the smallest, NULLs first.</summary>
    public static Column Asc(string columnName) => Col(columnName).Asc();

    /// <summary>The order of a column from the largest, NULLs last.</summary>
    public static Column Desc(string columnName) => Col(columnName).Desc();

    /// <summary>How many distinct combinations of values there are.</summary>
    public static Column CountDistinct(Column column, params Column[] columns) =>
        new(new FunctionCall("count", columns.Prepend(column).Select(c => c.Expression).ToValueList()) { Distinct = true });

    /// <summary>The sum of the distinct values.</summary>
    public static Column SumDistinct(Column column) => new(new FunctionCall("sum", ValueList.Of(column.Expression)) { Distinct = true });

    /// <summary>Time windows of a fixed length, as a struct of <c>start</c> and <c>end</c>.</summary>
    /// <param name="timeColumn">The timestamps.</param>
    /// <param name="windowDuration">The length: <c>"1 hour"</c>.</param>
    public static Column Window(Column timeColumn, string windowDuration) => CallFunction("window", timeColumn, Lit(windowDuration));

    /// <summary>Time windows that begin at a regular distance and may overlap.</summary>
    public static Column Window(Column timeColumn, string windowDuration, string slideDuration) => CallFunction("window", timeColumn, Lit(windowDuration), Lit(slideDuration));

    /// <summary>Time windows that begin at a regular distance, shifted.</summary>
    public static Column Window(Column timeColumn, string windowDuration, string slideDuration, string startTime) =>
        CallFunction("window", timeColumn, Lit(windowDuration), Lit(slideDuration), Lit(startTime));

    /// <summary>The values with a separator between them; NULLs are left out.</summary>
    public static Column ConcatWs(string sep, params Column[] columns) => CallFunction("concat_ws", [Lit(sep), .. columns]);

    /// <summary>The text of a pattern filled with the values, as Java's <c>String.format</c>.</summary>
    public static Column FormatString(string format, params Column[] arguments) => CallFunction("format_string", [Lit(format), .. arguments]);

    /// <summary>The part of JSON text that a path names.</summary>
    public static Column GetJsonObject(Column column, string path) => CallFunction("get_json_object", column, Lit(path));

    /// <summary>JSON text as a value of a type.</summary>
    /// <param name="column">The text.</param>
    /// <param name="schema">The type as SQL: <c>"a INT, b STRING"</c>.</param>
    public static Column FromJson(Column column, string schema) => CallFunction("from_json", column, Lit(schema));

    /// <summary>Each element of an array, changed.</summary>
    public static Column Transform(Column column, Func<Column, Column> function) => CallFunction("transform", column, Lambda("x", function));

    /// <summary>The elements of an array for which a condition is true.</summary>
    public static Column Filter(Column column, Func<Column, Column> function) => CallFunction("filter", column, Lambda("x", function));

    /// <summary>Whether a condition is true for any element of an array.</summary>
    public static Column Exists(Column column, Func<Column, Column> function) => CallFunction("exists", column, Lambda("x", function));

    /// <summary>Whether a condition is true for all elements of an array.</summary>
    public static Column ForAll(Column column, Func<Column, Column> function) => CallFunction("forall", column, Lambda("x", function));

    private static Column Lambda(string parameter, Func<Column, Column> function) =>
        new(new LambdaExpression(ValueList.Of(parameter), function(Col(parameter)).Expression));

    /// <summary>How many values are not NULL.</summary>
    public static Column Count(Column column) => CallFunction("count", column);

    /// <summary>How many values are not NULL.</summary>
    public static Column Count(string columnName) => Count(Col(columnName));

    /// <summary>The sum.</summary>
    public static Column Sum(Column column) => CallFunction("sum", column);

    /// <summary>The sum.</summary>
    public static Column Sum(string columnName) => Sum(Col(columnName));

    /// <summary>The average.</summary>
    public static Column Avg(Column column) => CallFunction("avg", column);

    /// <summary>The average.</summary>
    public static Column Avg(string columnName) => Avg(Col(columnName));

    /// <summary>The average.</summary>
    public static Column Mean(Column column) => CallFunction("avg", column);

    /// <summary>The smallest value.</summary>
    public static Column Min(Column column) => CallFunction("min", column);

    /// <summary>The smallest value.</summary>
    public static Column Min(string columnName) => Min(Col(columnName));

    /// <summary>The largest value.</summary>
    public static Column Max(Column column) => CallFunction("max", column);

    /// <summary>The largest value.</summary>
    public static Column Max(string columnName) => Max(Col(columnName));

    /// <summary>The first value; which one is open without an order.</summary>
    public static Column First(Column column) => CallFunction("first", column);

    /// <summary>The last value; which one is open without an order.</summary>
    public static Column Last(Column column) => CallFunction("last", column);

    /// <summary>The values as an array, without NULLs.</summary>
    public static Column CollectList(Column column) => CallFunction("collect_list", column);

    /// <summary>The distinct values as an array, without NULLs.</summary>
    public static Column CollectSet(Column column) => CallFunction("collect_set", column);

    /// <summary>The sample's standard deviation.</summary>
    public static Column StdDev(Column column) => CallFunction("stddev", column);

    /// <summary>The population's standard deviation.</summary>
    public static Column StdDevPop(Column column) => CallFunction("stddev_pop", column);

    /// <summary>The sample's variance.</summary>
    public static Column Variance(Column column) => CallFunction("variance", column);

    /// <summary>The population's variance.</summary>
    public static Column VarPop(Column column) => CallFunction("var_pop", column);

    /// <summary>About how many distinct values there are.</summary>
    public static Column ApproxCountDistinct(Column column) => CallFunction("approx_count_distinct", column);

    /// <summary>The value that goes with the largest other one.</summary>
    public static Column MaxBy(Column column, Column by) => CallFunction("max_by", column, by);

    /// <summary>The value that goes with the smallest other one.</summary>
    public static Column MinBy(Column column, Column by) => CallFunction("min_by", column, by);

    /// <summary>The first value that is not NULL.</summary>
    public static Column Coalesce(params Column[] columns) => CallFunction("coalesce", columns);

    /// <summary>The largest value, NULLs left out.</summary>
    public static Column Greatest(params Column[] columns) => CallFunction("greatest", columns);

    /// <summary>The smallest value, NULLs left out.</summary>
    public static Column Least(params Column[] columns) => CallFunction("least", columns);

    /// <summary>The first value, NULL where it equals the second.</summary>
    public static Column NullIf(Column left, Column right) => CallFunction("nullif", left, right);

    /// <summary>The first value, the second where the first is NULL.</summary>
    public static Column IfNull(Column column, Column replacement) => CallFunction("ifnull", column, replacement);

    /// <summary>Whether the value is NULL.</summary>
    public static Column IsNull(Column column) => CallFunction("isnull", column);

    /// <summary>Whether the value is not a number.</summary>
    public static Column IsNaN(Column column) => CallFunction("isnan", column);

    /// <summary>The absolute value.</summary>
    public static Column Abs(Column column) => CallFunction("abs", column);

    /// <summary>The smallest whole number that is not smaller.</summary>
    public static Column Ceil(Column column) => CallFunction("ceil", column);

    /// <summary>The largest whole number that is not larger.</summary>
    public static Column Floor(Column column) => CallFunction("floor", column);

    /// <summary>The value rounded, halves away from zero.</summary>
    public static Column Round(Column column, int scale = 0) => CallFunction("round", column, Lit(scale));

    /// <summary>The square root.</summary>
    public static Column Sqrt(Column column) => CallFunction("sqrt", column);

    /// <summary>e to the power of the value.</summary>
    public static Column Exp(Column column) => CallFunction("exp", column);

    /// <summary>The natural logarithm.</summary>
    public static Column Log(Column column) => CallFunction("ln", column);

    /// <summary>The first value to the power of the second.</summary>
    public static Column Pow(Column left, Column right) => CallFunction("power", left, right);

    /// <summary>-1, 0 or 1, as the value's sign.</summary>
    public static Column Signum(Column column) => CallFunction("signum", column);

    /// <summary>The text in upper case.</summary>
    public static Column Upper(Column column) => CallFunction("upper", column);

    /// <summary>The text in upper case.</summary>
    public static Column Upper(string columnName) => Upper(Col(columnName));

    /// <summary>The text in lower case.</summary>
    public static Column Lower(Column column) => CallFunction("lower", column);

    /// <summary>The text in lower case.</summary>
    public static Column Lower(string columnName) => Lower(Col(columnName));

    /// <summary>The text without spaces at both ends.</summary>
    public static Column Trim(Column column) => CallFunction("trim", column);

    /// <summary>The text without spaces at its start.</summary>
    public static Column Ltrim(Column column) => CallFunction("ltrim", column);

    /// <summary>The text without spaces at its end.</summary>
    public static Column Rtrim(Column column) => CallFunction("rtrim", column);

    /// <summary>How many characters the text has.</summary>
    public static Column Length(Column column) => CallFunction("length", column);

    /// <summary>The values one after the other; NULL where one is NULL.</summary>
    public static Column Concat(params Column[] columns) => CallFunction("concat", columns);

    /// <summary>A part of the text, from a place that counts from 1, from the end where negative.</summary>
    public static Column Substring(Column column, int pos, int len) => CallFunction("substring", column, Lit(pos), Lit(len));

    /// <summary>The text with every match of a regular expression replaced.</summary>
    public static Column RegexpReplace(Column column, string pattern, string replacement) => CallFunction("regexp_replace", column, Lit(pattern), Lit(replacement));

    /// <summary>The part of the text that a group of a regular expression matches.</summary>
    public static Column RegexpExtract(Column column, string pattern, int groupIndex) => CallFunction("regexp_extract", column, Lit(pattern), Lit(groupIndex));

    /// <summary>The parts of the text between the matches of a regular expression.</summary>
    public static Column Split(Column column, string pattern) => CallFunction("split", column, Lit(pattern));

    /// <summary>The text filled at its start, or cut, to a length.</summary>
    public static Column Lpad(Column column, int len, string pad) => CallFunction("lpad", column, Lit(len), Lit(pad));

    /// <summary>The text filled at its end, or cut, to a length.</summary>
    public static Column Rpad(Column column, int len, string pad) => CallFunction("rpad", column, Lit(len), Lit(pad));

    /// <summary>The text with the first letter of each word in upper case.</summary>
    public static Column InitCap(Column column) => CallFunction("initcap", column);

    /// <summary>The text or array from its end.</summary>
    public static Column Reverse(Column column) => CallFunction("reverse", column);

    /// <summary>The text with each character of one string replaced by its counterpart.</summary>
    public static Column Translate(Column column, string matching, string replace) => CallFunction("translate", column, Lit(matching), Lit(replace));

    /// <summary>The MD5 hash in hexadecimal digits.</summary>
    public static Column Md5(Column column) => CallFunction("md5", column);

    /// <summary>The SHA-1 hash in hexadecimal digits.</summary>
    public static Column Sha1(Column column) => CallFunction("sha1", column);

    /// <summary>The SHA-2 hash of 224, 256, 384 or 512 bits in hexadecimal digits.</summary>
    public static Column Sha2(Column column, int numBits) => CallFunction("sha2", column, Lit(numBits));

    /// <summary>The CRC-32 checksum.</summary>
    public static Column Crc32(Column column) => CallFunction("crc32", column);

    /// <summary>The 64-bit xxHash of the values.</summary>
    public static Column XXHash64(params Column[] columns) => CallFunction("xxhash64", columns);

    /// <summary>The 32-bit Murmur3 hash of the values.</summary>
    public static Column Hash(params Column[] columns) => CallFunction("hash", columns);

    /// <summary>The time at which the query started.</summary>
    public static Column CurrentTimestamp() => CallFunction("current_timestamp");

    /// <summary>The day on which the query started.</summary>
    public static Column CurrentDate() => CallFunction("current_date");

    /// <summary>The year.</summary>
    public static Column Year(Column column) => CallFunction("year", column);

    /// <summary>The month, 1 to 12.</summary>
    public static Column Month(Column column) => CallFunction("month", column);

    /// <summary>The day of the month, 1 to 31.</summary>
    public static Column DayOfMonth(Column column) => CallFunction("dayofmonth", column);

    /// <summary>The day of the week, 1 for Sunday to 7.</summary>
    public static Column DayOfWeek(Column column) => CallFunction("dayofweek", column);

    /// <summary>The hour, 0 to 23.</summary>
    public static Column Hour(Column column) => CallFunction("hour", column);

    /// <summary>The minute, 0 to 59.</summary>
    public static Column Minute(Column column) => CallFunction("minute", column);

    /// <summary>The second, 0 to 59.</summary>
    public static Column Second(Column column) => CallFunction("second", column);

    /// <summary>The value as a day.</summary>
    public static Column ToDate(Column column) => CallFunction("to_date", column);

    /// <summary>Text of a pattern as a day.</summary>
    public static Column ToDate(Column column, string format) => CallFunction("to_date", column, Lit(format));

    /// <summary>The value as an instant.</summary>
    public static Column ToTimestamp(Column column) => CallFunction("to_timestamp", column);

    /// <summary>Text of a pattern as an instant.</summary>
    public static Column ToTimestamp(Column column, string format) => CallFunction("to_timestamp", column, Lit(format));

    /// <summary>The time as text of a pattern.</summary>
    public static Column DateFormat(Column column, string format) => CallFunction("date_format", column, Lit(format));

    /// <summary>The day some days later.</summary>
    public static Column DateAdd(Column column, int days) => CallFunction("date_add", column, Lit(days));

    /// <summary>The day some days earlier.</summary>
    public static Column DateSub(Column column, int days) => CallFunction("date_sub", column, Lit(days));

    /// <summary>How many days lie between two days.</summary>
    public static Column DateDiff(Column end, Column start) => CallFunction("datediff", end, start);

    /// <summary>The day some months later.</summary>
    public static Column AddMonths(Column column, int months) => CallFunction("add_months", column, Lit(months));

    /// <summary>The last day of the month.</summary>
    public static Column LastDay(Column column) => CallFunction("last_day", column);

    /// <summary>The first day of the year, quarter, month or week.</summary>
    public static Column Trunc(Column column, string format) => CallFunction("trunc", column, Lit(format));

    /// <summary>Seconds since 1970-01-01 00:00:00 UTC.</summary>
    public static Column UnixTimestamp(Column column) => CallFunction("unix_timestamp", column);

    /// <summary>Seconds since 1970-01-01 00:00:00 UTC as text.</summary>
    public static Column FromUnixTime(Column column) => CallFunction("from_unixtime", column);

    /// <summary>An array of the values.</summary>
    public static Column Array(params Column[] columns) => CallFunction("array", columns);

    /// <summary>A struct of the columns.</summary>
    public static Column Struct(params Column[] columns) => CallFunction("struct", columns);

    /// <summary>A map of keys and values in turn.</summary>
    public static Column Map(params Column[] columns) => CallFunction("map", columns);

    /// <summary>How many elements an array or map has.</summary>
    public static Column Size(Column column) => CallFunction("size", column);

    /// <summary>Whether an array has an element.</summary>
    public static Column ArrayContains(Column column, object value) => CallFunction("array_contains", column, Lit(value));

    /// <summary>An element of an array by its place from 1, or of a map by its key.</summary>
    public static Column ElementAt(Column column, object value) => CallFunction("element_at", column, Lit(value));

    /// <summary>The array in order.</summary>
    public static Column SortArray(Column column) => CallFunction("sort_array", column);

    /// <summary>The array's distinct elements.</summary>
    public static Column ArrayDistinct(Column column) => CallFunction("array_distinct", column);

    /// <summary>The array's elements as text with a separator between them.</summary>
    public static Column ArrayJoin(Column column, string delimiter) => CallFunction("array_join", column, Lit(delimiter));

    /// <summary>The map's keys.</summary>
    public static Column MapKeys(Column column) => CallFunction("map_keys", column);

    /// <summary>The map's values.</summary>
    public static Column MapValues(Column column) => CallFunction("map_values", column);

    /// <summary>The value as JSON text.</summary>
    public static Column ToJson(Column column) => CallFunction("to_json", column);

    /// <summary>The start of the unit that the instant lies in.</summary>
    public static Column DateTrunc(string format, Column column) => CallFunction("date_trunc", Lit(format), column);
}
