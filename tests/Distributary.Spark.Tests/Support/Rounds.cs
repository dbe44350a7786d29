namespace Distributary.Spark.Tests.Support;

/// <summary>How often a test that disturbs at random moments does so.</summary>
internal static class Rounds
{
    /// <summary>Set for as many rounds as a release is proved with.</summary>
    public const string Variable = "DISTRIBUTARY_LONG_TESTS";

    public static int Of(int few, int many) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? few : many;
}
