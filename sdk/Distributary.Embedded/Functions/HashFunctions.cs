using System.Numerics;
using System.Text;
using Distributary.Embedded.Functions.Vectors;
using Distributary.Expressions.Binding;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary><c>hash</c> and <c>xxhash64</c>: each value is hashed with the hash of those before it as the seed; NULL leaves it.</summary>
internal static class HashFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_murmur3", [], Integer, a => a.Aggregate(42, (seed, v) => Hash(v, seed, Murmur3.Int, Murmur3.Long, Murmur3.Bytes))) { Variadic = Any, TakesNulls = true },
        new("spark_decimal_bytes", [Any], Blob, a => ((SqlDecimal)a[0]!).Unscaled.ToByteArray(isBigEndian: true)),
        new("spark_xxhash64", [], BigInt, a => a.Aggregate(42L, (seed, v) => Hash(v, seed, XxHash64.Int, XxHash64.Long, XxHash64.Bytes))) { Variadic = Any, TakesNulls = true },
    ];

    // Long decimals come as bytes: the writer turns them into such.
    private static T Hash<T>(object? value, T seed, Func<int, T, T> hashInt, Func<long, T, T> hashLong, Func<byte[], T, T> hashBytes) => value switch
    {
        null => seed,
        bool b => hashInt(b ? 1 : 0, seed),
        sbyte n => hashInt(n, seed),
        short n => hashInt(n, seed),
        int n => hashInt(n, seed),
        long n => hashLong(n, seed),
        float f => hashInt(f == 0 ? 0 : float.IsNaN(f) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(f), seed),
        double d => hashLong(d == 0 ? 0 : double.IsNaN(d) ? 0x7FF8000000000000 : BitConverter.DoubleToInt64Bits(d), seed),
        string s => hashBytes(Encoding.UTF8.GetBytes(s), seed),
        byte[] b => hashBytes(b, seed),
        SqlDecimal d => hashLong((long)d.Unscaled, seed),
        CalendarInterval i => hashInt(i.Months, hashInt(i.Days, hashLong(i.Microseconds, seed))),
        ListValue l => l.Items.Aggregate(seed, (s, v) => Hash(v, s, hashInt, hashLong, hashBytes)),
        StructValue st => st.Fields.Aggregate(seed, (s, v) => Hash(v, s, hashInt, hashLong, hashBytes)),
        _ => throw new NotSupportedException($"A value of type {value.GetType().Name} has no hash."),
    };

    private static class Murmur3
    {
        public static int Int(int value, int seed) => Finish(Mix(seed, value), 4);

        public static int Long(long value, int seed) => Finish(Mix(Mix(seed, (int)value), (int)(value >>> 32)), 8);

        // Spark mixes each of the last bytes by itself, unlike the published function.
        public static int Bytes(byte[] bytes, int seed)
        {
            var hash = seed;
            var aligned = bytes.Length & ~3;
            for (var i = 0; i < aligned; i += 4)
                hash = Mix(hash, BitConverter.ToInt32(bytes, i));
            for (var i = aligned; i < bytes.Length; i++)
                hash = Mix(hash, (sbyte)bytes[i]);
            return Finish(hash, bytes.Length);
        }

        private static int Mix(int hash, int block) => unchecked((int)((BitOperations.RotateLeft((uint)hash ^ (BitOperations.RotateLeft((uint)block * 0xCC9E2D51, 15) * 0x1B873593), 13) * 5) + 0xE6546B64));

        private static int Finish(int hash, int length)
        {
            var h = (uint)(hash ^ length);
            h = (h ^ (h >> 16)) * 0x85EBCA6B;
            h = (h ^ (h >> 13)) * 0xC2B2AE35;
            return (int)(h ^ (h >> 16));
        }
    }

    private static class XxHash64
    {
        private const ulong P1 = 0x9E3779B185EBCA87, P2 = 0xC2B2AE3D27D4EB4F, P3 = 0x165667B19E3779F9, P4 = 0x85EBCA77C2B2AE63, P5 = 0x27D4EB2F165667C5;

        public static long Int(int value, long seed) => Finish(Step4((ulong)seed + P5 + 4, (uint)value));

        public static long Long(long value, long seed) => Finish(Step8((ulong)seed + P5 + 8, (ulong)value));

        public static long Bytes(byte[] bytes, long seed)
        {
            var s = (ulong)seed;
            var at = 0;
            ulong hash;
            if (bytes.Length >= 32)
            {
                var (v1, v2, v3, v4) = (s + P1 + P2, s + P2, s, s - P1);
                for (; at <= bytes.Length - 32; at += 32)
                {
                    v1 = Round(v1, BitConverter.ToUInt64(bytes, at));
                    v2 = Round(v2, BitConverter.ToUInt64(bytes, at + 8));
                    v3 = Round(v3, BitConverter.ToUInt64(bytes, at + 16));
                    v4 = Round(v4, BitConverter.ToUInt64(bytes, at + 24));
                }
                hash = BitOperations.RotateLeft(v1, 1) + BitOperations.RotateLeft(v2, 7) + BitOperations.RotateLeft(v3, 12) + BitOperations.RotateLeft(v4, 18);
                foreach (var v in new[] { v1, v2, v3, v4 })
                    hash = ((hash ^ Round(0, v)) * P1) + P4;
            }
            else
            {
                hash = s + P5;
            }
            hash += (ulong)bytes.Length;
            for (; at <= bytes.Length - 8; at += 8)
                hash = Step8(hash, BitConverter.ToUInt64(bytes, at));
            if (at <= bytes.Length - 4)
            {
                hash = Step4(hash, BitConverter.ToUInt32(bytes, at));
                at += 4;
            }
            for (; at < bytes.Length; at++)
                hash = BitOperations.RotateLeft(hash ^ (bytes[at] * P5), 11) * P1;
            return Finish(hash);
        }

        private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * P2), 31) * P1;

        private static ulong Step8(ulong hash, ulong input) => (BitOperations.RotateLeft(hash ^ Round(0, input), 27) * P1) + P4;

        private static ulong Step4(ulong hash, uint input) => (BitOperations.RotateLeft(hash ^ (input * P1), 23) * P2) + P3;

        private static long Finish(ulong hash)
        {
            hash = (hash ^ (hash >> 33)) * P2;
            hash = (hash ^ (hash >> 29)) * P3;
            return (long)(hash ^ (hash >> 32));
        }
    }
}
