using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>A column of a relation, told apart from others of its name by its id.</summary>
/// <param name="Id">Unique within one bound plan.</param>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The column's type.</param>
/// <param name="Nullable">Whether it may be NULL.</param>
/// <param name="Qualifier">The alias of the relation it comes from, null where it has none.</param>
public sealed record PlanColumn(int Id, string Name, DataType Type, bool Nullable, string? Qualifier = null);
