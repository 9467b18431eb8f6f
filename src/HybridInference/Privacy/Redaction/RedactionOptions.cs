namespace HybridInference;

/// <summary>Options of reversible redaction: what placeholders look like, and where the values behind them are put back.</summary>
/// <remarks>Not changed while requests run.</remarks>
public sealed class RedactionOptions
{
    /// <summary>Gets or sets the form of placeholders.</summary>
    /// <value>The default is <see cref="PlaceholderFormat.Default"/>, as in <c>[EMAIL_1]</c>.</value>
    public PlaceholderFormat PlaceholderFormat { get; set; } = PlaceholderFormat.Default;

    /// <summary>Gets the categories whose values are never put back into the arguments of function calls.</summary>
    /// <value>The default is <see cref="PiiCategories.Secret"/>: a text that the model read must not be able to make a tool send a key away.</value>
    public ISet<string> WithheldFromTools { get; } = new HashSet<string>(StringComparer.Ordinal) { PiiCategories.Secret };

    /// <summary>Gets or sets whether values are put back inside targets of links and images, HTML tags and web addresses.</summary>
    /// <value>The default is <see langword="false"/>: a client that loads such an address would send the value to whoever made the model write it.</value>
    public bool RestoreInLinks { get; set; }

    /// <summary>Gets or sets whether a redacted request gets one line of instructions that says what placeholders are.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AddSystemNote { get; set; } = true;
}
