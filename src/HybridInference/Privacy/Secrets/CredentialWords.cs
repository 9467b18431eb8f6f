using System.Buffers;
using System.Text;

namespace HybridInference;

/// <summary>The words in a name that say its value is a credential.</summary>
internal static class CredentialWords
{
    private static readonly string[] ShortNames = ["pass", "passe", "pw", "psk", "sig", "pat"];

    private static readonly string[] PasswordWords =
    [
        "password", "passwd", "passwort", "passphrase", "passcode", "pwd", "contrasena", "mot de passe", "motdepasse", "kennwort", "haslo", "senha", "heslo",
        "wachtwoord", "parola", "salasana", "adgangskode", "passord", "bindpw", "parool", "lozinka", "jelszo", "sifre",
    ];

    /// <summary>Apart from the others, which are searched for faster by themselves.</summary>
    private static readonly string[] AccentedPasswordWords =
        ["contraseña", "hasło", "lösenord", "jelszó", "şifre", "пароль", "密码", "密碼", "パスワード", "비밀번호", "κωδικός", "סיסמה", "كلمة المرور", "รหัสผ่าน", "mật khẩu"];

    private static readonly string[] KeyWords =
        ["token", "secret", "api_key", "apikey", "api-key", "api.key", "key", "credential", "auth", "bearer", "private", "access", "session_id", "signature", "client_id", "clientid"];

    private static readonly SearchValues<string> Passwords = SearchValues.Create(PasswordWords, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AccentedPasswords = SearchValues.Create(AccentedPasswordWords, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Keys = SearchValues.Create(KeyWords, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> PublicKeys = SearchValues.Create(
        ["public", "publickey", "keyboard", "keyword", "author_", "authors", "monkey", "primary", "foreign", "keyid", "key_id", "tokenizer", "max_token", "num_token", "cache", "sort", "partition", "token_type", "authority", "secretname", "secret_name", "accessibility"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly LetterTriples Starts = LetterTriples.Of([.. PasswordWords, .. AccentedPasswordWords, .. KeyWords, .. ShortNames]);

    /// <summary>Whether a name may hold any of the words; never wrong when the answer is no, and quick.</summary>
    public static bool MayName(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (Starts.MayContain(name[i..]))
            {
                return true;
            }
        }

        return false;
    }

    public static bool NamesPassword(ReadOnlySpan<char> name) =>
        name.IndexOfAny(Passwords) >= 0 || EndsWithShortName(name) || (!Ascii.IsValid(name) && name.IndexOfAny(AccentedPasswords) >= 0);

    public static bool NamesKey(ReadOnlySpan<char> name) =>
        name is "sig" || EndsWithWord(name, "pat") || (name.IndexOfAny(Keys) >= 0 && name.IndexOfAny(PublicKeys) < 0);

    /// <summary>Whether a name ends with a word for a key.</summary>
    public static bool EndsWithKey(ReadOnlySpan<char> name) =>
        EndsWith(name, "key") || EndsWith(name, "token") || EndsWith(name, "secret") || EndsWith(name, "access") || EndsWith(name, "private");

    /// <summary>"pass", "passe", "pw" and "psk" are names by themselves or after a separator, but also parts of other words.</summary>
    private static bool EndsWithShortName(ReadOnlySpan<char> name) =>
        EndsWithWord(name, "pass") || EndsWithWord(name, "passe") || EndsWithWord(name, "pw") || EndsWithWord(name, "psk");

    private static bool EndsWithWord(ReadOnlySpan<char> name, string word) =>
        EndsWith(name, word) && (name.Length == word.Length || !char.IsAsciiLetter(name[^(word.Length + 1)]));

    private static bool EndsWith(ReadOnlySpan<char> name, string word) => name.EndsWith(word, StringComparison.OrdinalIgnoreCase);
}
