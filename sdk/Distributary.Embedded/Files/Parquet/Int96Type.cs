using Distributary.Types;

namespace Distributary.Embedded.Files.Parquet;

/// <summary>Timestamps as old writers and Spark store them: instants that DuckDB reads without their zone.</summary>
internal sealed record Int96Type : DataType
{
    public override string CatalogString => "timestamp";
}
