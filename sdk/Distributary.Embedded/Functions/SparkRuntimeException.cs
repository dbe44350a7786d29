namespace Distributary.Embedded.Functions;

/// <summary>A failure that Spark has too, with Spark's own error class.</summary>
internal sealed class SparkRuntimeException(string errorClass, string message) : Exception($"[{errorClass}] {message}");
