namespace Distributary.Spark.Py4J.Wire;

/// <summary>The other side sent what the protocol doesn't allow. Whoever reads the connection breaks it, because nothing that follows could be trusted.</summary>
internal sealed class ProtocolException(string problem, Exception? cause = null) : FormatException(problem, cause);
