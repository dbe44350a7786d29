using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Finds columns and the fields, elements and entries inside them.</summary>
internal sealed class ColumnResolver(BindContext context, IReadOnlyList<PlanColumn> input)
{
    private const int MostSuggestions = 5;
    private static readonly TypePattern Integral = new ClassPattern("integral", DataTypes.Int, t => t is IntegralType);

    public BoundExpression? Resolve(ColumnReference reference)
    {
        var parts = reference.Parts;
        var ambiguous = false;
        if (parts.Count > 1 && Find(parts[1], parts[0], out ambiguous) is { } qualified)
            return Path(new BoundColumn(qualified), parts, 2, reference.Span);
        if (Find(parts[0], null, out var alsoAmbiguous) is { } column)
            return Path(new BoundColumn(column), parts, 1, reference.Span);
        return ambiguous || alsoAmbiguous
            ? context.Fail("AMBIGUOUS_REFERENCE", $"'{Name(parts)}' may be any of {string.Join(", ", Candidates(ambiguous ? parts[1] : parts[0]))}. Write the one that is meant with its qualifier.", reference.Span)
            : FailUnresolved(reference);
    }

    /// <summary>References to the columns that a star stands for.</summary>
    public IEnumerable<Expression> Expand(Star star) => input
        .Where(c => star.Qualifier.Count == 0 || c.Qualifier is not null && Same(c.Qualifier, star.Qualifier[star.Qualifier.Count - 1]))
        .Where(c => !star.Except.Any(e => Same(e.Parts[e.Parts.Count - 1], c.Name)))
        .Select(c => new ColumnReference(c.Qualifier is null ? ValueList.Of(c.Name) : ValueList.Of(c.Qualifier, c.Name)) { Span = star.Span });

    /// <summary>Takes a field or element by a name that was written after a dot.</summary>
    public BoundExpression? Field(BoundExpression operand, string name, TextSpan span) => operand.Type switch
    {
        StructType fields => StructField(operand, fields, name, span),
        ArrayType { ElementType: StructType fields } array => ArrayField(operand, array, fields, name, span),
        _ => Extract(operand, new BoundLiteral(name, DataTypes.String) { Span = span }, span, span),
    };

    /// <summary>Takes what stands at an index or key; the index is null where a problem with it was kept.</summary>
    public BoundExpression? Extract(BoundExpression operand, BoundExpression? index, TextSpan span, TextSpan indexSpan)
    {
        switch (operand.Type)
        {
            case StructType or ArrayType or MapType when index is null:
                return null;
            case StructType or ArrayType { ElementType: StructType } when index is BoundLiteral { Value: string name }:
                return Field(operand, name, span);
            case StructType:
                return context.Fail("INVALID_EXTRACT_FIELD_TYPE", "A field of a struct is named by a constant text.", indexSpan);
            case ArrayType array:
                if (index!.Type is NullType)
                    index = context.Cast(index, DataTypes.Int);
                if (!Integral.Accepts(index.Type))
                    return context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"An element of an array is named by a whole number, but this is {index.Type.Sql}.", indexSpan);
                return new BoundCall("getarrayitem", ValueList.Of(operand, index), array.ElementType, true) { Span = span };
            case MapType map:
                if (context.Coercion.Implicit(index!.Type, new ExactPattern(map.KeyType)) is null || map.KeyType.HasMap())
                    return context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"The map's keys are {map.KeyType.Sql}, but this is {index.Type.Sql}.", indexSpan);
                return new BoundCall("getmapvalue", ValueList.Of(operand, context.Cast(index, map.KeyType)), map.ValueType, true) { Span = span };
            default:
                return context.Fail("INVALID_EXTRACT_BASE_FIELD_TYPE", $"Only a struct, array or map has parts; this is {operand.Type.Sql}.", span);
        }
    }

    private BoundExpression? Path(BoundExpression bound, ValueList<string> parts, int from, TextSpan span)
    {
        var current = bound with { Span = span };
        for (var i = from; i < parts.Count; i++)
        {
            if (Field(current, parts[i], span) is not { } field)
                return null;
            current = field with { Span = span };
        }
        return current;
    }

    private BoundExpression? StructField(BoundExpression operand, StructType fields, string name, TextSpan span) =>
        FindField(fields, name, span) is { } field
            ? new BoundField(operand, field.Name, field.DataType, operand.Nullable || field.Nullable) { Span = span }
            : null;

    private BoundExpression? ArrayField(BoundExpression operand, ArrayType array, StructType fields, string name, TextSpan span) =>
        FindField(fields, name, span) is { } field
            ? new BoundCall("getarraystructfields", ValueList.Of(operand, new BoundLiteral(field.Name, DataTypes.String)), new ArrayType(field.DataType, array.ContainsNull || field.Nullable), operand.Nullable) { Span = span }
            : null;

    private StructField? FindField(StructType fields, string name, TextSpan span)
    {
        var found = fields.Fields.Where(f => Same(f.Name, name)).Take(2).ToArray();
        if (found.Length == 1)
            return found[0];
        _ = found.Length == 0
            ? context.Fail("FIELD_NOT_FOUND", $"There is no field '{name}'. There are {string.Join(", ", NameSuggestions.Nearest(name, fields.Fields.Select(f => f.Name)))}.", span)
            : context.Fail("AMBIGUOUS_REFERENCE_TO_FIELDS", $"Several fields are called '{name}'.", span);
        return null;
    }

    private PlanColumn? Find(string name, string? qualifier, out bool ambiguous)
    {
        PlanColumn? found = null;
        ambiguous = false;
        for (var i = 0; i < input.Count; i++)
        {
            var column = input[i];
            if (!Same(column.Name, name) || qualifier is not null && (column.Qualifier is null || !Same(column.Qualifier, qualifier)))
                continue;
            ambiguous = found is not null;
            if (ambiguous)
                return null;
            found = column;
        }
        return found;
    }

    private IEnumerable<string> Candidates(string name) =>
        input.Where(c => Same(c.Name, name)).Select(c => c.Qualifier is null ? $"'{c.Name}'" : $"'{c.Qualifier}.{c.Name}'");

    private BoundExpression? FailUnresolved(ColumnReference reference)
    {
        var name = Name(reference.Parts);
        if (input.Count == 0)
            return context.Fail("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", $"There is no column '{name}': no columns are in reach here.", reference.Span);
        var nearest = NameSuggestions.Nearest(reference.Parts[reference.Parts.Count - 1], input.Select(c => c.Name)).Take(MostSuggestions);
        return context.Fail("UNRESOLVED_COLUMN.WITH_SUGGESTION", $"There is no column '{name}'. Nearest are {string.Join(", ", nearest.Select(n => $"'{n}'"))}.", reference.Span);
    }

    private static string Name(ValueList<string> parts) => string.Join(".", parts);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
