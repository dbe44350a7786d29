namespace Distributary;

/// <summary>
/// The name of a member's column, on a member of a schema type. It wins over <see cref="StreamPipelineAttribute.Naming"/>, and over
/// <c>System.ComponentModel.DataAnnotations.Schema.ColumnAttribute</c>, whose name counts as well.
/// </summary>
/// <param name="name">The column's name, exactly as the stream has it.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;
}
