using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Types;

namespace Distributary.Embedded.Relations;

/// <summary>Rows that the program holds.</summary>
internal sealed class LocalRelation(IReadOnlyList<IReadOnlyList<object?>> rows, StructType schema, BinderOptions options) : EmbeddedRelation
{
    public override string Description => $"{rows.Count} local rows";

    public override StructType Schema => schema;

    public override string FromItem(QueryScope scope)
    {
        var columns = string.Join(", ", schema.Fields.Select(f => Engine.DuckDbSql.Name(f.Name)));
        return rows.Count == 0
            ? $"(SELECT {string.Join(", ", schema.Fields.Select(f => Value(null, f)))} WHERE false) AS local({columns})"
            : $"(VALUES {string.Join(", ", rows.Select(Tuple))}) AS local({columns})";
    }

    private string Tuple(IReadOnlyList<object?> row)
    {
        if (row.Count != schema.Fields.Count)
            throw new ArgumentException($"A row has {row.Count} values for {schema.Fields.Count} columns ({schema.CatalogString}).");
        return "(" + string.Join(", ", row.Select((v, i) => Value(v, schema.Fields[i]))) + ")";
    }

    private string Value(object? value, StructField field)
    {
        var expression = new CastExpression(global::Distributary.Functions.Lit(value).Expression, field.DataType);
        var bound = ExpressionBinder.Bind(expression, [], options);
        return bound.Expression is { } tree
            ? DuckDbWriter.Write(tree, _ => throw new InvalidOperationException("a literal has no columns"), options)
            : throw new ArgumentException($"The column '{field.Name}' is {field.DataType.Sql}; {value} does not fit: {bound.Diagnostics[0].Message}");
    }
}
