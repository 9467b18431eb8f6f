using System.Collections.Frozen;

namespace HybridInference;

/// <summary>What <see cref="PrivacyOptions"/> say about what was found in a request. Immutable.</summary>
internal sealed class PrivacyRules(PrivacyOptions options, bool trustRawRepresentationFactory = false)
{
    private readonly FrozenDictionary<string, PrivateDataHandling> _handling = options.Handling.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private readonly PrivateDataHandling _otherwise = options.DefaultHandling;

    /// <summary>How long a request waits for a local target when <see cref="MayWait"/>.</summary>
    public TimeSpan LocalWaitLimit { get; } = options.LocalWaitLimit;

    /// <summary>Returns the categories that count, in order. A raw representation factory that the application trusts does not.</summary>
    public string[] CategoriesOf(IReadOnlyList<PrivateDataFinding> findings) =>
        [.. findings.Where(Counts).Select(finding => finding.Category).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether each category may leave the device under some condition.</summary>
    public bool MayLeave(string[] categories) =>
        Array.TrueForAll(categories, category => HandlingOf(category) is PrivateDataHandling.RedactThenRemote or PrivateDataHandling.AskConsent);

    /// <summary>Whether one of the categories makes a request wait for a local target.</summary>
    public bool MayWait(string[] categories) => Array.Exists(categories, category => HandlingOf(category) == PrivateDataHandling.WaitForLocal);

    /// <summary>Whether a category may leave the device as it is once the user consents.</summary>
    public bool NeedsConsent(string category) => HandlingOf(category) == PrivateDataHandling.AskConsent;

    /// <summary>The categories that are replaced in a redacted request: all but those that the user consented to.</summary>
    public IReadOnlySet<string> RedactedCategories(string[] categories) =>
        PiiCategories.All.Union(categories).Where(category => !(NeedsConsent(category) && categories.Contains(category))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What must be done before a request with categories that may leave the device does so.</summary>
    public RequestTransformations ConditionsFor(string[] categories)
    {
        RequestTransformations conditions = RequestTransformations.None;
        foreach (string category in categories)
        {
            conditions |= NeedsConsent(category) ? RequestTransformations.AskConsent : RequestTransformations.Redact;
        }

        return conditions;
    }

    private PrivateDataHandling HandlingOf(string category)
    {
        PrivateDataHandling handling = _handling.GetValueOrDefault(category, _otherwise);
        bool isUnreadable = category == PiiCategories.Unreadable && handling == PrivateDataHandling.RedactThenRemote;
        return isUnreadable ? PrivateDataHandling.KeepLocal : handling;
    }

    private bool Counts(PrivateDataFinding finding) =>
        !(trustRawRepresentationFactory && finding is { Category: PiiCategories.Unreadable, MessageIndex: PrivateDataFinding.InOptions });
}
