using Distributary.Engines;

namespace Distributary.Spark.FanOut;

/// <summary>A sink's write that is committed already: each of Spark's writes ends with its own commit.</summary>
internal sealed class CompletedWrite(string sink) : StagedWrite(sink);
