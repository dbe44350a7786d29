namespace Distributary.Generator.Parsing;

/// <summary>What a pipeline says of rows that match no route, by the values of the attribute's enumeration.</summary>
internal enum UnmatchedPolicy
{
    Ignore,
    DeadLetter,
    Fail,
}
