using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Reads number formats such as <c>'$99,999.00'</c>.</summary>
internal static class NumberFormat
{
    /// <summary>The decimal that a format's digits hold; null, with a problem kept, where the format is wrong or no constant.</summary>
    public static DecimalType? Read(CallSite call, int index)
    {
        if (call.Arguments[index] is not Binding.BoundLiteral { Value: string format })
            return null;
        var (before, after, points) = (0, 0, 0);
        var wrong = false;
        foreach (var c in format.ToUpperInvariant())
        {
            switch (c)
            {
                case '0' or '9' when points > 0:
                    after++;
                    break;
                case '0' or '9':
                    before++;
                    break;
                case '.' or 'D':
                    points++;
                    break;
                case ',' or 'G' or '$' or 'S' or 'M' or 'I' or 'P' or 'R':
                    break;
                default:
                    wrong = true;
                    break;
            }
        }
        if (before + after == 0)
        {
            Fail(call, index, format, "WRONG_NUM_DIGIT");
            return null;
        }
        if (wrong || points > 1)
        {
            Fail(call, index, format, wrong ? "UNEXPECTED_TOKEN" : "WRONG_NUM_TOKEN");
            return null;
        }
        return DecimalRules.Bounded(before + after, after);
    }

    private static void Fail(CallSite call, int index, string format, string kind) =>
        call.Context.Fail($"INVALID_FORMAT.{kind}", $"'{format}' is no number format: digits are 0 or 9, with at most one . or D, and , or G, $, S, MI and PR around them.", call.Syntax.Arguments[index].Span);
}
