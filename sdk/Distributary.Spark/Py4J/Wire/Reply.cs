namespace Distributary.Spark.Py4J.Wire;

/// <summary>How a command ended.</summary>
internal enum ReplyKind
{
    /// <summary>It was done; the value is its result.</summary>
    Success = 'y',

    /// <summary>It failed; the value is the exception's reference, a text, or null.</summary>
    Error = 'x',

    /// <summary>It failed and the JVM gives up this connection; the value is a text or null.</summary>
    Fatal = 'z',
}

/// <summary>The answer to a command.</summary>
internal readonly record struct Reply(ReplyKind Kind, object? Value)
{
    /// <summary>With this a line begins if it is a reply; everything else is a command.</summary>
    public const byte Mark = (byte)'!';

    /// <summary>Reads a line.</summary>
    /// <exception cref="ProtocolException">The line is no reply.</exception>
    public static Reply Read(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != Mark)
            throw new ProtocolException($"a reply that can't be understood: '{ValueCodec.Shorten(ValueCodec.ReadText(line))}'");
        var kind = (char)line[1];
        var value = line[2..];
        return kind switch
        {
            'y' => new(ReplyKind.Success, value.IsEmpty ? null : ValueCodec.Read(value)),
            'x' => new(ReplyKind.Error, value.IsEmpty ? null : ValueCodec.Read(value)),
            'z' => new(ReplyKind.Fatal, value.IsEmpty ? null : ValueCodec.Read(value)),
            _ => throw new ProtocolException($"a reply of the unknown kind '{kind}'"),
        };
    }
}
