// Draws the packages' icon: one line that splits into many.
//   dotnet run eng/draw-icon.cs nuget/icon.png
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

const int Size = 128;
const int Samples = 4; // a pixel's colour is the mean of Samples x Samples points in it
const float Corner = 28, Stroke = 3.5f, Dot = 7;

Vector3 paper = new(16, 42, 67), ink = new(94, 220, 198);
float[] ends = [22, 43, 64, 85, 106];
var dots = ends.Select(y => new Vector2(104, y)).ToArray();
var line = ends.SelectMany(y => Curve(new(16, 64), new(66, 64), new(56, y), new(104, y))).ToArray();

var rows = new byte[Size * (1 + Size * 4)];
for (var y = 0; y < Size; y++)
{
    for (var x = 0; x < Size; x++)
    {
        var colour = Vector3.Zero;
        var covered = 0;
        for (var s = 0; s < Samples * Samples; s++)
        {
            var point = new Vector2(x + (s % Samples + 0.5f) / Samples, y + (s / Samples + 0.5f) / Samples);
            if (!InSquare(point))
                continue;
            covered++;
            colour += line.Any(p => Vector2.Distance(p, point) < Stroke) || dots.Any(d => Vector2.Distance(d, point) < Dot) ? ink : paper;
        }
        var pixel = rows.AsSpan(y * (1 + Size * 4) + 1 + x * 4, 4);
        if (covered > 0)
            (pixel[0], pixel[1], pixel[2]) = ((byte)(colour.X / covered), (byte)(colour.Y / covered), (byte)(colour.Z / covered));
        pixel[3] = (byte)(255 * covered / (Samples * Samples));
    }
}

using var file = File.Create(args[0]);
file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
Chunk("IHDR", [0, 0, 0, Size, 0, 0, 0, Size, 8, 6, 0, 0, 0]); // 8 bits each of red, green, blue and alpha
using (var packed = new MemoryStream())
{
    using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        zip.Write(rows);
    Chunk("IDAT", packed.ToArray());
}
Chunk("IEND", []);

void Chunk(string type, byte[] data)
{
    byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
    var number = new byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    file.Write(number);
    file.Write(body);
    BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
    file.Write(number);
}

static uint Checksum(byte[] bytes)
{
    var crc = uint.MaxValue;
    foreach (var b in bytes)
    {
        crc ^= b;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
    }
    return ~crc;
}

static bool InSquare(Vector2 point)
{
    var inner = Vector2.Clamp(point, new(Corner), new(Size - Corner));
    return Vector2.Distance(point, inner) <= Corner;
}

static IEnumerable<Vector2> Curve(Vector2 a, Vector2 b, Vector2 c, Vector2 d) => Enumerable.Range(0, 201).Select(i =>
{
    var t = i / 200f;
    return (1 - t) * (1 - t) * (1 - t) * a + 3 * (1 - t) * (1 - t) * t * b + 3 * (1 - t) * t * t * c + t * t * t * d;
});
