
namespace Microsoft.Spark.Sql;

public static class Functions
{
    public static Column Col(string columnName) => throw new NotSupportedException();
    public static Column Column(string columnName) => throw new NotSupportedException();
    public static Column Lit(object literal) => throw new NotSupportedException();
    public static Column Expr(string expr) => throw new NotSupportedException();
    public static Column CurrentTimestamp() => throw new NotSupportedException();
    public static Column CurrentDate() => throw new NotSupportedException();
    public static Column Rand() => throw new NotSupportedException();
    public static Column Rand(long seed) => throw new NotSupportedException();
    public static Column When(Column condition, object value) => throw new NotSupportedException();
    public static Column Window(Column timeColumn, string windowDuration) => throw new NotSupportedException();
    public static Column Window(Column timeColumn, string windowDuration, string slideDuration) => throw new NotSupportedException();
    public static Column Window(Column timeColumn, string windowDuration, string slideDuration, string startTime) => throw new NotSupportedException();
    public static Column CountDistinct(Column column, params Column[] columns) => throw new NotSupportedException();
    public static Column Coalesce(params Column[] columns) => throw new NotSupportedException();
    public static Column Struct(params Column[] columns) => throw new NotSupportedException();
    public static Column Concat(params Column[] columns) => throw new NotSupportedException();
    public static Column ConcatWs(string sep, params Column[] columns) => throw new NotSupportedException();
    public static Column Sha2(Column column, int numBits) => throw new NotSupportedException();
    public static Column XXHash64(params Column[] columns) => throw new NotSupportedException();
    public static Column ToDate(Column column) => throw new NotSupportedException();
    public static Column ToTimestamp(Column column) => throw new NotSupportedException();
    public static Column DateFormat(Column column, string format) => throw new NotSupportedException();
    public static Column Not(Column column) => throw new NotSupportedException();
    public static Column RowNumber() => throw new NotSupportedException();
    public static Column FromJson(Column column, string schema, Dictionary<string, string> options = null) => throw new NotSupportedException();
    public static Column ToJson(Column column, Dictionary<string, string> options = null) => throw new NotSupportedException();
    public static Func<Column> Udf<TResult>(Func<TResult> udf) => throw new NotSupportedException();
    public static Func<Column, Column> Udf<T, TResult>(Func<T, TResult> udf) => throw new NotSupportedException();
    public static Column Count(Column column) => throw new NotSupportedException();
    public static Column Count(string column) => throw new NotSupportedException();
    public static Column Sum(Column column) => throw new NotSupportedException();
    public static Column Sum(string column) => throw new NotSupportedException();
    public static Column Max(Column column) => throw new NotSupportedException();
    public static Column Max(string column) => throw new NotSupportedException();
    public static Column Min(Column column) => throw new NotSupportedException();
    public static Column Min(string column) => throw new NotSupportedException();
    public static Column Avg(Column column) => throw new NotSupportedException();
    public static Column Avg(string column) => throw new NotSupportedException();
}

public sealed class Column
{
    public static Column operator ==(Column left, object right) => throw new NotSupportedException();
    public static Column operator !=(Column left, object right) => throw new NotSupportedException();
    public static Column operator >(Column left, object right) => throw new NotSupportedException();
    public static Column operator <(Column left, object right) => throw new NotSupportedException();
    public static Column operator >=(Column left, object right) => throw new NotSupportedException();
    public static Column operator <=(Column left, object right) => throw new NotSupportedException();
    public static Column operator +(Column left, object right) => throw new NotSupportedException();
    public static Column operator -(Column left, object right) => throw new NotSupportedException();
    public static Column operator *(Column left, object right) => throw new NotSupportedException();
    public static Column operator /(Column left, object right) => throw new NotSupportedException();
    public static Column operator %(Column left, object right) => throw new NotSupportedException();
    public static Column operator &(Column left, Column right) => throw new NotSupportedException();
    public static Column operator |(Column left, Column right) => throw new NotSupportedException();
    public static Column operator !(Column column) => throw new NotSupportedException();
    public static Column operator -(Column column) => throw new NotSupportedException();
    public Column EqualTo(object other) => throw new NotSupportedException();
    public Column NotEqual(object other) => throw new NotSupportedException();
    public Column Gt(object other) => throw new NotSupportedException();
    public Column Lt(object other) => throw new NotSupportedException();
    public Column Geq(object other) => throw new NotSupportedException();
    public Column Leq(object other) => throw new NotSupportedException();
    public Column EqNullSafe(object other) => throw new NotSupportedException();
    public Column And(Column other) => throw new NotSupportedException();
    public Column Or(Column other) => throw new NotSupportedException();
    public Column When(Column condition, object value) => throw new NotSupportedException();
    public Column Otherwise(object value) => throw new NotSupportedException();
    public Column IsNull() => throw new NotSupportedException();
    public Column IsNotNull() => throw new NotSupportedException();
    public Column IsNaN() => throw new NotSupportedException();
    public Column IsIn<T>(params T[] values) => throw new NotSupportedException();
    public Column Between(object lower, object upper) => throw new NotSupportedException();
    public Column Cast(string to) => throw new NotSupportedException();
    public Column As(string alias) => throw new NotSupportedException();
    public Column Alias(string alias) => throw new NotSupportedException();
    public Column GetField(string name) => throw new NotSupportedException();
    public Column GetItem(object key) => throw new NotSupportedException();
    public Column Like(string pattern) => throw new NotSupportedException();
    public Column RLike(string pattern) => throw new NotSupportedException();
    public Column Contains(object other) => throw new NotSupportedException();
    public Column StartsWith(string text) => throw new NotSupportedException();
    public Column Asc() => throw new NotSupportedException();
    public Column Desc() => throw new NotSupportedException();
    public Column Over(WindowSpec window) => throw new NotSupportedException();
}

public sealed class WindowSpec
{
    public WindowSpec OrderBy(params Column[] columns) => throw new NotSupportedException();
}
