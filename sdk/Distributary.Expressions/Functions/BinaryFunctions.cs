using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on bytes: codes, digests, encryption.</summary>
internal static class BinaryFunctions
{
    private const string Table = """
        aes_encrypt (binary, binary, string?, string?, binary?, binary?) binary?
        aes_decrypt (binary, binary, string?, string?, binary?) binary?
        try_aes_decrypt (binary, binary, string?, string?, binary?) binary?
        base64 (binary) string?
        unbase64 (string) binary
        bitmap_bit_position (bigint) bigint
        bitmap_bucket_number (bigint) bigint
        bitmap_count [any] =
        crc32 (binary) bigint
        encode (string, string) binary?
        hex (bigint|binary|string) string
        unhex (string) binary?
        md5 (binary) string
        sha sha1 (binary) string
        sha2 (binary, int) string?
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["bitmap_count"] = call => call.TypeOf(0) is BinaryType ? call.Result(DataTypes.Long) : call.FailType(0, "BINARY"),
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);
}
