namespace Distributary.Types;

/// <summary>A value that carries its own type, as JSON does.</summary>
public sealed record VariantType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "variant";
}
