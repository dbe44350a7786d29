using System.Text;
using Distributary.Spark.Py4J.Wire;
using FsCheck.Xunit;

namespace Distributary.Spark.Tests.Wire;

public sealed class ReplyTests
{
    [Theory]
    [InlineData("!yi5", 'y', 5)]
    [InlineData("!yv", 'y', null)]
    [InlineData("!y", 'y', null)]
    [InlineData("!x", 'x', null)]
    [InlineData("!xsno", 'x', "no")]
    [InlineData("!z", 'z', null)]
    [InlineData(@"!zsa\nb", 'z', "a\nb")]
    public void A_reply_is_read(string line, char kind, object? value)
    {
        var reply = Reply.Read(Encoding.UTF8.GetBytes(line));

        Assert.Equal(kind, (char)reply.Kind);
        Assert.Equal(value, reply.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("yi5")]
    [InlineData("!qi5")]
    [InlineData("!y?")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    public void What_is_no_reply_is_refused(string line) => Assert.Throws<ProtocolException>(() => Reply.Read(Encoding.UTF8.GetBytes(line)));

    [Property(MaxTest = 5000)]
    public void Garbage_is_refused_with_the_protocols_exception_alone(byte[] line)
    {
        foreach (var candidate in new[] { line, [(byte)'!', .. line], [.. "!y"u8, .. line], [.. "!x"u8, .. line] })
        {
            try
            {
                Reply.Read(candidate);
            }
            catch (ProtocolException)
            {
            }
        }
    }
}
