namespace HybridInference;

/// <summary>The categories of private data that the built-in detector finds.</summary>
public static class PiiCategories
{
    /// <summary>Passwords, keys, tokens and other credentials.</summary>
    public const string Secret = "SECRET";

    /// <summary>E-mail addresses.</summary>
    public const string Email = "EMAIL";

    /// <summary>Payment card numbers.</summary>
    public const string CreditCard = "CREDIT_CARD";
}
