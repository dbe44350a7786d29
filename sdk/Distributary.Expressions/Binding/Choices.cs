using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Binds choices by conditions: <c>CASE</c>, <c>if</c> and what is written with them.</summary>
internal static class Choices
{
    /// <summary>Binds a <c>CASE</c>, whose results are checked first, or an <c>if</c>, whose condition is, and may be an untyped NULL.</summary>
    public static BoundExpression? Bind(BindContext context, IReadOnlyList<BoundWhen> branches, BoundExpression? otherwise, TextSpan span, bool isIf = false)
    {
        var results = branches.Select(b => b.Result).ToList();
        if (otherwise is not null)
            results.Add(otherwise);
        var types = results.Select(r => r.Type).ToArray();
        var type = types.All(t => t == types[0]) ? types[0] : context.Coercion.Wider(types);
        var conditions = branches.Select(b => isIf && type is not null && b.Condition.Type is NullType ? context.Cast(b.Condition, DataTypes.Boolean) : b.Condition).ToArray();
        var wrong = Array.Find(conditions, c => c.Type is not BooleanType);
        if (wrong is not null && (isIf || type is not null))
            return context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"A condition must be BOOLEAN, but this is {wrong.Type.Sql}.", wrong.Span);
        if (type is null)
            return context.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"The results of a choice must be of one type, but are {string.Join(", ", types.Select(t => t.Sql).Distinct())}. Cast them.", span);
        results = results.ConvertAll(r => context.Cast(r, type));
        var bound = conditions.Select((c, i) => new BoundWhen(c, results[i])).ToValueList();
        var last = otherwise is null ? null : results[results.Count - 1];
        return new BoundCase(bound, last, type, last is null || results.Exists(r => r.Nullable)) { Span = span };
    }
}
