using Distributary.Embedded.Delta;
using Distributary.Types;

namespace Distributary.Embedded.Relations;

/// <summary>A Delta table at one version.</summary>
internal sealed class DeltaRelation(Snapshot snapshot) : EmbeddedRelation
{
    public override string Description => FormattableString.Invariant($"delta {snapshot.TablePath}@{snapshot.Version}");

    public override StructType Schema => snapshot.Metadata.Schema;

    public override string FromItem(QueryScope scope) => DeltaScan.From(snapshot);
}
