using Distributary.Expressions.Plans;

namespace Distributary.Embedded.Relations;

/// <summary>A source that the embedded engine can read.</summary>
internal abstract class EmbeddedRelation : Relation
{
    /// <summary>A FROM item of DuckDB whose columns have the names and types of the schema.</summary>
    /// <param name="scope">The statement's connection, and the place for tables that live as long as it.</param>
    public abstract string FromItem(QueryScope scope);
}
