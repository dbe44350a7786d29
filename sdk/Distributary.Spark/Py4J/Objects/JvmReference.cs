using System.Runtime.InteropServices;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Objects;

/// <summary>
/// The hold on an object in the JVM. A safe handle, because those can't be released while a call uses them: the JVM takes the id of a released argument silently for null.
/// </summary>
internal sealed class JvmReference : SafeHandle
{
    private readonly ReleaseQueue? releases;

    /// <param name="wire">The object's id and kind.</param>
    /// <param name="releases">Releases the object; null for the gateway's own objects, which are never released.</param>
    public JvmReference(WireReference wire, ReleaseQueue? releases)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        (Wire, this.releases) = (wire, releases);
        SetHandle(1);
    }

    /// <summary>The object's id and kind.</summary>
    public WireReference Wire { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => false;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        releases?.Add(Wire.Id);
        return true;
    }
}
