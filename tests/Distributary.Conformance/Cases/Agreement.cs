using System.Text.RegularExpressions;

namespace Distributary.Conformance.Cases;

/// <summary>How an answer of this engine compares with Spark's.</summary>
internal enum Agreement
{
    /// <summary>The same type and values, or the same failure.</summary>
    Same,
    /// <summary>Refused as by Spark, with another error class.</summary>
    OtherRefusal,
    /// <summary>Taken where Spark refuses, or the other way round.</summary>
    OtherVerdict,
    /// <summary>Another type.</summary>
    OtherType,
    /// <summary>Fails at run time where Spark gives values, or with another error class.</summary>
    OtherError,
    /// <summary>Said to be unsupported.</summary>
    Unsupported,
    /// <summary>Other values, or values where Spark fails: the user would not notice.</summary>
    SilentlyDifferent,
}

internal static partial class Comparison
{
    public static Agreement Compare(Answer spark, Answer ours)
    {
        if (ours.Unsupported is not null && ours.Type is null)
            return Agreement.Unsupported;
        if ((spark.Type is null) != (ours.Type is null))
            return Agreement.OtherVerdict;
        if (spark.Type is null)
            return spark.Refused == ours.Refused ? Agreement.Same : Agreement.OtherRefusal;
        if (spark.Type != ours.Type)
            return Agreement.OtherType;
        if (NonDeterministic().IsMatch(spark.Expr))
            return Agreement.Same;
        if (ours.Unsupported is not null)
            return Agreement.Unsupported;
        if (ours.Error is not null)
            return ours.Error == spark.Error ? Agreement.Same : Agreement.OtherError;
        return spark.Values is not null && spark.Values.SequenceEqual(ours.Values!) ? Agreement.Same : Agreement.SilentlyDifferent;
    }

    [GeneratedRegex(@"\b(rand|randn|random|randstr|uniform|uuid|shuffle|now|curdate|current_\w+|localtimestamp|unix_timestamp\(\)|monotonically_increasing_id|spark_partition_id|input_file_\w+|version)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NonDeterministic();
}
