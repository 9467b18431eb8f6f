namespace HybridInference;

/// <summary>The prefixes by which vendors make their tokens known.</summary>
/// <remarks>
/// Sources: the vendors' own documentation of their token formats; most of them are registered with GitHub's secret scanning
/// (docs.github.com, "Supported secret scanning patterns").
/// </remarks>
internal static class TokenPrefixes
{
    private const int Characters = 128;
    private const int FewestDigits = 2;

    private static readonly ushort[][] ByFirst = IndexByFirst();

    /// <summary>Each prefix with the number of characters behind it: at least so many after ':', exactly so many letters and digits after '='. Bytes, as objects would take twenty times the room.</summary>
    private static ReadOnlySpan<byte> All =>
        // Clouds and hosting
        "AKIA:16 ASIA:16 ABIA:16 ACCA:16 ABSK:60 AIza:30 GOCSPX-:20 ya29.:20 LTAI:16 dop_v1_:40 doo_v1_:40 dor_v1_:40 fo1_:30 "u8 +
        "fm1r_:40 fm2_:40 dapi:32 HRKU-:30 pul-:40 AGE-SECRET-KEY-1:40 tfp_:30 apify_api_:30 vcp_:24 sbp_:30 pscale_tkn_:30 "u8 +
        "pscale_oauth_:30 pscale_pw_:30 CCIPAT_:30 rnd_:28 nfp_:30 SWMTKN-:40 SWMKEY-:40 sb_secret_:20 dnkey-:40 p8e-:30 "u8 +
        "b.AAAAAQ:40 AKID:32 AQVN:35 nfc_:30 nfo_:30 nfu_:30 v1.0-:150 napi_:50 bkua_:40 zpka_:30 ddo_:30 vck_:40 vca_:24 "u8 +
        "vci_:24 vcr_:24 cfk_:40 cfut_:40 cfat_:40 CCIPRJ_:30 dose=32 dkea=32 ALTAK-:20 y0_:50 t1.:80 YCA=37 SCW=17 tk-us-:40 "u8 +
        "rpa_:30 depot_:40 tr_dev_:16 tr_prod_:16 tr_pat_:30 AVNS_:15 CCDB1_:30 mdb_sa_sk_:30 essu_:40 akab-:33 pat.:60 sat.:60 "u8 +
        "API-=26 dbtc_:30 dbtu_:30 cflt:60 bb_live_:24 vtwn_:24 wrkaus-:40 wrkeu-:40 "u8 +
        // Code hosting and package registries
        "ghp_:30 gho_:30 ghu_:30 ghs_:30 ghr_:30 github_pat_:40 glpat-:16 gldt-:16 glrt-:16 glptt-:30 glsoat-:16 glcbt-:16 "u8 +
        "glimt-:20 glagent-:30 glft-:16 glffct-:16 glrtr-:16 gloas-:40 GR1348941:16 BBDC-:40 cmVmdGtuOjAx:52 ATBB:24 ATATT3:50 "u8 +
        "ATCTT3:50 npm_:30 pypi-:50 rubygems_:40 oy2:43 AKCp:60 dckr_pat_:24 dckr_oat_:24 CLOJARS_:50 sgp_:40 snyk_:20 sqp_:32 "u8 +
        "squ_:32 sqa_:32 CFPAT-:40 figd_:30 rdme_:60 codemagic_:30 cio=32 packagist_:40 slk_:60 gb_api_:30 glwt-:16 "u8 +
        // Payment and shops
        "sk_live_:10 rk_live_:10 sk_test_:10 rk_test_:10 sk_prod_:10 rk_prod_:10 whsec_:24 EAAA:56 sq0atp-:20 sq0csp-:30 "u8 +
        "sq0idp-:20 access_token$production$:30 access_token$sandbox$:30 FLWSECK:20 FLWPUBK:20 shpat_:30 shpca_:30 shppa_:30 "u8 +
        "shpss_:30 rzp_live_:14 rzp_test_:14 EZAK:50 EZTK:50 shippo_live_:40 shippo_test_:40 duffel_live_:40 duffel_test_:40 "u8 +
        "live_:34 test_=35 shpua_:30 access-production-:30 access-sandbox-:30 access-development-:30 pdl_live_apikey_:30 "u8 +
        "pdl_sdbx_apikey_:30 polar_oat_:30 live_pub_:30 test_pub_:30 live_=30 test_=30 sk_org_:20 xnd_development_:30 "u8 +
        "xnd_production_:30 APP_USR-:60 secret-live-:30 secret-test-:30 Client_Secret_:38 api_live.:20 api_sandbox.:20 IGAA:60 "u8 +
        // Models and data
        "sk-:20 hf_:30 api_org_:30 gsk_:40 r8_:35 pplx-:40 xai-:60 nvapi-:50 jina_:40 lsv2_:40 ls__:30 tvly-:20 fc-:32 pcsk_:40 "u8 +
        "csk-:40 tgp_v1_:40 sk_:48 fw_:22 e2b_:40 pa-:40 VF.DM.:40 VF.WS.:40 llx-:40 wandb_v1_:40 opk_:40 unkey_:20 sk_dev_:20 "u8 +
        // Messages, mail and documents
        "xoxa-:16 xoxb-:20 xoxp-:20 xoxo-:20 xoxr-:20 xoxs-:20 xoxe-:40 xoxe.xox:40 xoxc-:40 xoxd-:40 xapp-:20 SG.:40 "u8 +
        "xkeysib-:60 xsmtpsib-:60 SK:32 AC:32 re_:30 mlsn.:50 pubkey-:32 key-:32 PMAK-:40 PMAT-:20 ntn_:40 secret_:43 "u8 +
        "lin_api_:30 lin_oauth_:30 fio-u-:40 sl.:60 AAAAAAAAAAAAAAAAAAAAA:60 APA91b:120 aio_:28 hawk.:40 amzn.mws.:36 waka_:32 "u8 +
        "mob-:36 signkey-:40 xwfp-:20 EAA:90 IGQ:60 WPL_AP:18 pat-na:32 pat-eu:32 pat-ap:32 dG9rO:50 KEY:55 cal_live_:30 "u8 +
        "testsk_:24 figo_:30 persona_:36 "u8 +
        // Monitoring, vaults and networks
        "NRAK-:20 NRJS-:16 NRIQ-:20 NRII-:20 NRRA-:20 NRBR-:16 glc_:30 glsa_:30 sntryu_:40 sntrys_:40 ddp_:30 dt0c01.:50 "u8 +
        "dt0s:50 phc_:30 phx_:30 phs_:30 phr_:30 pha_:30 hvs.:24 hvb.:40 hvr.:24 s.:24 dp.pt.:40 dp.st.:40 dp.ct.:40 dp.sa.:40 "u8 +
        "dp.scim.:40 dp.audit.:40 ops_:100 A3-:26 sdk-:36 api-:36 tskey-:16 ico-:30 sc_:40 ext_:40 authress_:40 pk.eyJ:40 "u8 +
        "sk.eyJ:40 tk.eyJ:40 sm_aat_:16 sm_pat_:16 sm_sat_:16 eyJrIjoi:60 xprv:100 pnu_:30 hcaik_:50 hcbik_:50 hcxik_:50 "u8 +
        "hcxlk_:50 mfa.:80 s-s4t2:60 st.:80"u8;

    /// <summary>Returns the length of the known prefix of a token, 0 when it has none or too little follows.</summary>
    public static int Find(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || token[0] >= Characters)
        {
            return 0;
        }

        foreach (ushort place in ByFirst[token[0]])
        {
            int length = LengthOf(All[place..], token);
            if (length > 0)
            {
                return length;
            }
        }

        return 0;
    }

    private static int LengthOf(ReadOnlySpan<byte> entry, ReadOnlySpan<char> token)
    {
        int length = 0;
        while (length < token.Length && entry[length] == token[length] && !IsEndOfPrefix(entry[length]))
        {
            length++;
        }

        return IsEndOfPrefix(entry[length]) && Fits(entry[length..], token[length..]) ? length : 0;
    }

    private static bool Fits(ReadOnlySpan<byte> rule, ReadOnlySpan<char> rest)
    {
        int number = 0;
        for (int i = 1; i < rule.Length && rule[i] != ' '; i++)
        {
            number = (number * 10) + rule[i] - '0';
        }

        return rule[0] == ':' ? rest.Length >= number : rest.Length == number && new Randomness(rest) is { Symbols: 0, Digits: >= FewestDigits };
    }

    private static bool IsEndOfPrefix(byte character) => character is (byte)':' or (byte)'=';

    private static ushort[][] IndexByFirst()
    {
        ushort[] places = [.. Enumerable.Range(0, All.Length).Where(place => place == 0 || All[place - 1] == ' ').Select(place => (ushort)place)];
        return [.. Enumerable.Range(0, Characters).Select(first => places.Where(place => All[place] == first).ToArray())];
    }
}
