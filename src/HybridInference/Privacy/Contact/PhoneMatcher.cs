using System.Buffers;

namespace HybridInference;

/// <summary>Rates a telephone number by how it is written and by the words beside it.</summary>
internal static class PhoneMatcher
{
    private const double InternationalScore = 0.8;
    private const double NamedScore = 0.75;
    private const double NorthAmericanScore = 0.55;
    private const double TrunkScore = 0.42;
    private const double AloneScore = 0.35;
    private const int MaxListDistance = 40;
    private const int MinListed = 9;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789 -.()");

    /// <summary>Finds where a number that has its first digit at a position starts: at '+' or '(' before it, where it has them.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int firstDigit, out int start, out PhoneMatch phone)
    {
        start = firstDigit;
        while (start > 0 && firstDigit - start < 4 && text[start - 1] is '+' or '(')
        {
            start--;
        }

        for (; start < firstDigit; start++)
        {
            if (PhoneNumberMatcher.TryParse(text, start, out phone))
            {
                return true;
            }
        }

        return PhoneNumberMatcher.TryParse(text, firstDigit, out phone);
    }

    public static double Score(PhoneMatch phone, in NumberRun number, in CueWindow cues)
    {
        if (phone.Shape == PhoneShape.International && phone.CallingCode > 0)
        {
            return InternationalScore;
        }

        if (DateShape.IsDateOrTime(number) || PhoneLookAlikes.IsPostalCode(number.Text, number.Start))
        {
            return 0;
        }

        bool isNamed = cues.Names(Cue.Phone) || (phone.Shape == PhoneShape.TrunkPrefixed && FollowsInternational(number));
        return isNamed ? NamedScore : cues.Names(~Cue.Phone) || HasMixedSeparators(number) ? 0 : ScoreOfShape(phone, number, cues);
    }

    /// <summary>A dot and then a dash stand in numbers of clauses and parts: "252.227-7013".</summary>
    private static bool HasMixedSeparators(in NumberRun number) =>
        number.GroupCount > 2 && number.SeparatorAfter(0) is '.' or '-' && number.SeparatorAfter(1) is '.' or '-' && number.SeparatorAfter(0) != number.SeparatorAfter(1);

    /// <summary>Whether a number in international form stands before: a list has one kind of number.</summary>
    private static bool FollowsInternational(NumberRun number)
    {
        ReadOnlySpan<char> before = number.Text[Math.Max(0, number.Start - MaxListDistance)..number.Start];
        int plus = before.LastIndexOf('+');
        return plus >= 0 && plus + MinListed < before.Length && !before[(plus + 1)..(plus + MinListed)].ContainsAnyExcept(NumberCharacters);
    }

    private static double ScoreOfShape(PhoneMatch phone, in NumberRun number, in CueWindow cues) => phone.Shape switch
    {
        PhoneShape.NorthAmerican when phone.HasSeparators => NorthAmericanScore,
        PhoneShape.TrunkPrefixed when phone.HasSeparators => TrunkScore,
        PhoneShape.International or PhoneShape.TrunkPrefixed => cues.IsAlone ? AloneScore : 0,
        PhoneShape.Bare when cues.IsAlone && TurkishNumber.IsValid(number.Digits) => AloneScore,
        _ => 0,
    };
}
