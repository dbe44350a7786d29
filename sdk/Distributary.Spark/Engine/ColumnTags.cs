using System.Globalization;
using System.Runtime.CompilerServices;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;

namespace Distributary.Spark.Engine;

/// <summary>Names of their own for columns of certain frames, for one step, and the Datasets that have them.</summary>
internal sealed class ColumnTags : IDisposable
{
    private readonly Dictionary<FrameColumn, string> tags = new(new SameColumn());
    private readonly List<JvmObject> datasets = [];

    public bool IsEmpty => tags.Count == 0;

    public IEnumerable<string> Names => tags.Values;

    /// <summary>Gives a column a name; false where it has one.</summary>
    public bool TryAdd(FrameColumn column, out string tag)
    {
        tag = "__frame_column_" + tags.Count.ToString(CultureInfo.InvariantCulture);
        return tags.TryAdd(column, tag);
    }

    /// <summary>Keeps a Dataset with the names until the step is made.</summary>
    public JvmObject Keep(JvmObject dataset)
    {
        datasets.Add(dataset);
        return dataset;
    }

    public void Dispose() => datasets.ForEach(d => d.Dispose());

    /// <summary>The expression with the given names.</summary>
    public Expression Apply(Expression expression) => FrameColumns.Replace(expression, c => tags.TryGetValue(c, out var tag) ? new ColumnReference(tag) : c);

    /// <summary>The expression of a column with the given names; the column keeps the name that it would have had.</summary>
    public Expression ApplyToColumn(Expression column) =>
        column is AliasExpression || !FrameColumns.In(column).Any(tags.ContainsKey) ? Apply(column) : new AliasExpression(Apply(column), OutputNames.Of(column));

    private sealed class SameColumn : IEqualityComparer<FrameColumn>
    {
        public bool Equals(FrameColumn? x, FrameColumn? y) => ReferenceEquals(x?.Plan, y?.Plan) && string.Equals(x?.Name, y?.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(FrameColumn column) => HashCode.Combine(RuntimeHelpers.GetHashCode(column.Plan), StringComparer.OrdinalIgnoreCase.GetHashCode(column.Name));
    }
}
