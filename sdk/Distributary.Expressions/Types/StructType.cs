using Distributary.Expressions.Writers;

namespace Distributary.Types;

/// <summary>Named fields in order: the schema of a frame, or the type of a nested column.</summary>
/// <param name="Fields">The fields in order.</param>
public sealed record StructType(ValueList<StructField> Fields) : DataType
{
    /// <summary>A schema of the given fields.</summary>
    public StructType(params StructField[] fields) : this(fields.ToValueList())
    {
    }

    /// <inheritdoc/>
    public override string CatalogString => $"struct<{string.Join(",", Fields.Select(f => $"{f.Name}:{f.DataType.CatalogString}"))}>";

    /// <inheritdoc/>
    // "STRUCT<>" would count as an unclosed type to Spark's lexer, which then takes a later ">>" for two brackets.
    public override string Sql => Fields.Count == 0 ? "STRUCT< >" : $"STRUCT<{string.Join(", ", Fields.Select(f => f.Sql))}>";

    /// <summary>The fields as the columns of a table: <c>a INT NOT NULL, b STRING</c>.</summary>
    public string Ddl => string.Join(", ", Fields.Select(f => f.Ddl));

    /// <summary>The same fields, nullable at every level: what data has that nothing has checked, whatever its schema says.</summary>
    public StructType AsNullable() => (StructType)DataTypes.AsNullable(this);

    /// <summary>The field of that name, compared without case as Spark does by default; null where there is none.</summary>
    public StructField? Find(string name) => Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One field of a <see cref="StructType"/>.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="DataType">The field's type.</param>
/// <param name="Nullable">Whether the field may be NULL.</param>
public sealed record StructField(string Name, DataType DataType, bool Nullable = true)
{
    /// <summary>What the field means, null where nothing was said; Spark's field metadata <c>comment</c>.</summary>
    public string? Comment { get; init; }

    /// <summary>The field as in a struct type's SQL text: <c>a: INT NOT NULL COMMENT 'x'</c>.</summary>
    internal string Sql => $"{SparkNames.Write(Name)}: {TypeSql}";

    /// <summary>The field as a table's column: <c>a INT NOT NULL COMMENT 'x'</c>.</summary>
    internal string Ddl => $"{SparkNames.Write(Name)} {TypeSql}";

    private string TypeSql => $"{DataType.Sql}{(Nullable ? "" : " NOT NULL")}{(Comment is null ? "" : " COMMENT " + SparkStrings.Quote(Comment))}";
}
