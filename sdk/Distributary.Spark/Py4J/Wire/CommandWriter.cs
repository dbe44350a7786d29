using System.Buffers;

namespace Distributary.Spark.Py4J.Wire;

/// <summary>Writes commands: a line each for the name, the parts and the end.</summary>
internal sealed class CommandWriter
{
    private const int KeptBuffer = 1 << 20;

    private ArrayBufferWriter<byte> output = new();

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => output.WrittenMemory;

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        if (output.Capacity > KeptBuffer)
            output = new();
        else
            output.ResetWrittenCount();
    }

    /// <summary>Writes a command's name or a part that is no value: an id, a class, a method.</summary>
    /// <exception cref="ArgumentException">The name is empty or has control characters, which could end the line and begin another command.</exception>
    public CommandWriter Name(string name)
    {
        ValueCodec.WriteText(output, ValueCodec.RequireName(name));
        return EndLine();
    }

    /// <summary>Writes a value.</summary>
    public CommandWriter Value(object? value)
    {
        ValueCodec.Write(output, value);
        return EndLine();
    }

    /// <summary>Ends the command.</summary>
    public CommandWriter End() => Name("e");

    private CommandWriter EndLine()
    {
        output.Write("\n"u8);
        return this;
    }
}
