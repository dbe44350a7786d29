namespace Distributary.Embedded.Functions;

/// <summary>Spark's notions of text.</summary>
internal static class SparkText
{
    /// <summary>Without white space and control characters of ASCII at both ends, as casts from strings take text.</summary>
    public static string TrimAll(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsBlank(char c) => c is <= ' ' or '\u007F';
}
