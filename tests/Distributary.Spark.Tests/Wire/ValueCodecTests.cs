using System.Buffers;
using System.Text;
using Distributary.Spark.Py4J.Wire;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Distributary.Spark.Tests.Wire;

public sealed class ValueCodecTests
{
    [Property(MaxTest = 2000, Arbitrary = [typeof(Values)])]
    public void Every_value_comes_back_as_it_was(WireValue value)
    {
        var read = ValueCodec.Read(Written(value.Value));

        Assert.Equal(value.Value is decimal v ? SqlDecimal.From(v) : value.Value, read);
    }

    [Property(MaxTest = 2000, Arbitrary = [typeof(Values)])]
    public void A_written_value_is_one_line(WireValue value)
    {
        var text = Encoding.UTF8.GetString(Written(value.Value));

        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\r', text);
    }

    [Property(MaxTest = 5000)]
    public void Anything_else_is_refused_with_the_protocols_exception_alone(byte[] text)
    {
        try
        {
            ValueCodec.Read(text);
        }
        catch (ProtocolException)
        {
        }
    }

    [Property(MaxTest = 5000, Arbitrary = [typeof(Values)])]
    public void A_changed_value_is_read_or_refused_with_the_protocols_exception_alone(WireValue value, int at, byte changed)
    {
        var text = Written(value.Value).ToArray();
        text[(int)((uint)at % text.Length)] = changed;
        try
        {
            ValueCodec.Read(text);
        }
        catch (ProtocolException)
        {
        }
    }

    [Theory]
    [InlineData("dNaN", double.NaN)]
    [InlineData("dInfinity", double.PositiveInfinity)]
    [InlineData("d-Infinity", double.NegativeInfinity)]
    [InlineData("d1.0E10", 1e10)]
    [InlineData("d4.9E-324", double.Epsilon)]
    [InlineData("i-2147483648", int.MinValue)]
    [InlineData("i2147483648", 2147483648L)]
    [InlineData("i1.5E20", 1.5e20)]
    [InlineData("L-9223372036854775808", long.MinValue)]
    [InlineData("btrue", true)]
    [InlineData("s", "")]
    [InlineData(@"sa\\n\n\rb", "a\\n\n\rb")]
    [InlineData("n", null)]
    [InlineData("v", null)]
    public void Javas_texts_are_read(string text, object? expected) => Assert.Equal(expected, ValueCodec.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_decimal_of_38_digits_is_kept()
    {
        const string Digits = "-1234567890123456789012345678.9012345678";

        Assert.Equal(Digits, ValueCodec.Read(Encoding.UTF8.GetBytes("D" + Digits))!.ToString());
        Assert.Equal(Digits, ValueCodec.Read(Encoding.UTF8.GetBytes("i" + Digits))!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("i")]
    [InlineData("L1.5")]
    [InlineData("D1.")]
    [InlineData("D1e5")]
    [InlineData("Dx")]
    [InlineData("dfast")]
    [InlineData("bperhaps")]
    [InlineData("j***")]
    [InlineData("r")]
    [InlineData("nothing")]
    [InlineData("?")]
    [InlineData(@"s\")]
    public void What_is_no_value_is_refused(string text) => Assert.Throws<ProtocolException>(() => ValueCodec.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() => Assert.Throws<ProtocolException>(() => ValueCodec.Read([(byte)'s', 0xC3, 0x28]));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_rather_than_replaced() => Assert.Throws<ArgumentException>(() => Written("a\uD800b"));

    [Theory]
    [InlineData("")]
    [InlineData("a\ne\nc")]
    [InlineData("a\rb")]
    public void A_name_that_would_begin_another_line_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new CommandWriter().Name(name));
        Assert.Throws<ArgumentException>(() => Written(new WireProxy("1", name)));
    }

    private static ReadOnlySpan<byte> Written(object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        ValueCodec.Write(output, value);
        return output.WrittenSpan;
    }

    /// <summary>A value that goes both ways.</summary>
    public sealed record WireValue(object? Value)
    {
        public override string ToString() => $"{Value?.GetType().Name} {Value}";
    }

    public static class Values
    {
        public static Arbitrary<WireValue> WireValues() => Gen.OneOf(
            Gen.Constant<object?>(null),
            Of<bool>(),
            Of<int>(),
            Of<long>(),
            Of<double>(),
            Of<decimal>(),
            ArbMap.Default.GeneratorFor<byte[]>().Select(v => (object?)v),
            Gen.Elements('\\', '\n', '\r', 'n', 'r', 's', 'e', '\0', '\u0085', '\u2028', 'ä', '中', ' ').ArrayOf().Select(v => (object?)new string(v)),
            ArbMap.Default.GeneratorFor<Rune[]>().Select(v => (object?)string.Concat(v)),
            Gen.Elements('r', 'l', 'a', 'h', 't', 'g').Select(k => (object?)new WireReference(ReferenceKind.Object, "o" + (int)k))).Select(v => new WireValue(v)).ToArbitrary();

        private static Gen<object?> Of<T>() => ArbMap.Default.GeneratorFor<T>().Select(v => (object?)v);
    }
}
