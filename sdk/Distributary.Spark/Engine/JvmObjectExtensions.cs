namespace Distributary.Spark.Engine;

internal static class JvmObjectExtensions
{
    /// <summary>Calls a method for its effect, as those of builders that return themselves.</summary>
    public static void Run(this JvmObject target, string method, params object?[] arguments) => (target.Invoke(method, arguments) as JvmObject)?.Dispose();
}
