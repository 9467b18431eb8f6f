namespace HybridInference;

/// <summary>Asks, for a run of letters and digits, every matcher of such runs.</summary>
internal static class TokenMatchers
{
    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        return token.HasLetters || CryptHashMatcher.IsStart(token)
            ? TryMatchMixed(token, out match) || TryMatchDocument(token, out match)
            : PolishAccountMatcher.TryMatch(token, out match) || IdentifierMatcher.TryMatch(token, out match);
    }

    private static bool TryMatchDocument(in TextToken token, out PiiMatch match)
    {
        bool isIdentifier = IdentifierMatcher.TryMatch(token, out match);
        bool isDocument = MixedDocumentMatcher.TryMatch(token, out PiiMatch document);
        match = isDocument && document.Score > match.Score ? document : match;
        return isIdentifier || isDocument;
    }

    private static bool TryMatchMixed(in TextToken token, out PiiMatch match)
    {
        return token.MayBeKey(TextToken.ShortestKey) ? TryMatchLong(token, out match) : TryMatchShort(token, out match);
    }

    private static bool TryMatchLong(in TextToken token, out PiiMatch match)
    {
        return TryMatchKey(token, out match)
            || TryMatchVendor(token, out match)
            || IbanMatcher.TryMatch(token, out match)
            || CryptoAddressMatcher.TryMatch(token, out match)
            || NamedTokenMatcher.TryMatch(token, out match)
            || KeyLineMatcher.TryMatch(token, out match);
    }

    /// <summary>The value may go on behind the run, be written in groups, or be a password.</summary>
    private static bool TryMatchShort(in TextToken token, out PiiMatch match)
    {
        return IntroducedTokenMatcher.TryMatch(token, out match)
            || IbanMatcher.TryMatch(token, out match)
            || NamedTokenMatcher.TryMatch(token, out match);
    }

    private static bool TryMatchKey(in TextToken token, out PiiMatch match)
    {
        return JsonWebTokenMatcher.TryMatch(token, out match)
            || EncodedKeyMatcher.TryMatch(token, out match)
            || CryptHashMatcher.TryMatch(token, out match);
    }

    private static bool TryMatchVendor(in TextToken token, out PiiMatch match)
    {
        return PrefixedTokenMatcher.TryMatch(token, out match)
            || StructuredTokenMatcher.TryMatch(token, out match)
            || IntroducedTokenMatcher.TryMatch(token, out match)
            || AzureKeyMatcher.TryMatch(token, out match);
    }
}
