namespace HybridInference;

/// <summary>The prefixes by which vendors make their tokens known.</summary>
/// <remarks>
/// Sources: the vendors' own documentation of their token formats; most of them are registered with GitHub's secret scanning
/// (docs.github.com, "Supported secret scanning patterns").
/// </remarks>
internal static class TokenPrefixes
{
    private static readonly TokenPrefix[] All =
    [
        // Clouds and hosting
        new("AKIA", 16), new("ASIA", 16), new("ABIA", 16), new("ACCA", 16), new("ABSK", 60), new("AIza", 30), new("GOCSPX-", 20),
        new("ya29.", 20), new("LTAI", 16), new("dop_v1_", 40), new("doo_v1_", 40), new("dor_v1_", 40), new("fo1_", 30), new("fm1r_", 40),
        new("fm2_", 40), new("dapi", 32), new("HRKU-", 30), new("pul-", 40), new("AGE-SECRET-KEY-1", 40), new("tfp_", 30),
        new("apify_api_", 30), new("vcp_", 24), new("sbp_", 30), new("pscale_tkn_", 30), new("pscale_oauth_", 30), new("pscale_pw_", 30),
        new("CCIPAT_", 30), new("rnd_", 28), new("nfp_", 30), new("SWMTKN-", 40), new("SWMKEY-", 40), new("sb_secret_", 20),
        new("dnkey-", 40), new("p8e-", 30), new("b.AAAAAQ", 40), new("AKID", 32), new("AQVN", 35), new("nfc_", 30), new("nfo_", 30), new("nfu_", 30),
        new("v1.0-", 150), new("napi_", 50), new("bkua_", 40), new("zpka_", 30), new("ddo_", 30),
        // Code hosting and package registries
        new("ghp_", 30), new("gho_", 30), new("ghu_", 30), new("ghs_", 30), new("ghr_", 30), new("github_pat_", 40), new("glpat-", 16),
        new("gldt-", 16), new("glrt-", 16), new("glptt-", 30), new("glsoat-", 16), new("glcbt-", 16), new("glimt-", 20),
        new("glagent-", 30), new("glft-", 16), new("glffct-", 16), new("glrtr-", 16), new("gloas-", 40), new("GR1348941", 16),
        new("BBDC-", 40), new("cmVmdGtuOjAx", 52), new("ATBB", 24), new("ATATT3", 50), new("ATCTT3", 50), new("npm_", 30), new("pypi-", 50), new("rubygems_", 40), new("oy2", 43),
        new("AKCp", 60), new("dckr_pat_", 24), new("dckr_oat_", 24), new("CLOJARS_", 50), new("sgp_", 40), new("snyk_", 20),
        new("sqp_", 32), new("squ_", 32), new("sqa_", 32), new("CFPAT-", 40), new("figd_", 30), new("rdme_", 60), new("codemagic_", 30),
        // Payment and shops
        new("sk_live_", 10), new("rk_live_", 10), new("sk_test_", 10), new("rk_test_", 10), new("sk_prod_", 10), new("rk_prod_", 10),
        new("whsec_", 24), new("EAAA", 56), new("sq0atp-", 20), new("sq0csp-", 30), new("sq0idp-", 20),
        new("access_token$production$", 30), new("access_token$sandbox$", 30), new("FLWSECK", 20), new("FLWPUBK", 20), new("shpat_", 30),
        new("shpca_", 30), new("shppa_", 30), new("shpss_", 30), new("rzp_live_", 14), new("rzp_test_", 14), new("EZAK", 50),
        new("EZTK", 50), new("shippo_live_", 40), new("shippo_test_", 40), new("duffel_live_", 40), new("duffel_test_", 40),
        new("live_", 34), new("test_", 34), new("shpua_", 30), new("access-production-", 30), new("access-sandbox-", 30),
        new("access-development-", 30), new("pdl_live_apikey_", 30), new("pdl_sdbx_apikey_", 30), new("polar_oat_", 30),
        // Models and data
        new("sk-", 20), new("hf_", 30), new("api_org_", 30), new("gsk_", 40), new("r8_", 35), new("pplx-", 40), new("xai-", 60),
        new("nvapi-", 50), new("jina_", 40), new("lsv2_", 40), new("ls__", 30), new("tvly-", 20), new("fc-", 32), new("pcsk_", 40),
        new("csk-", 40), new("tgp_v1_", 40), new("sk_", 48), new("fw_", 22), new("e2b_", 40), new("pa-", 40), new("VF.DM.", 40), new("VF.WS.", 40),
        // Messages, mail and documents
        new("xoxa-", 16), new("xoxb-", 20), new("xoxp-", 20), new("xoxo-", 20), new("xoxr-", 20), new("xoxs-", 20), new("xoxe-", 40),
        new("xoxe.xox", 40), new("xoxc-", 40), new("xoxd-", 40), new("xapp-", 20), new("SG.", 40), new("xkeysib-", 60),
        new("xsmtpsib-", 60), new("SK", 32), new("AC", 32), new("re_", 30), new("mlsn.", 50), new("pubkey-", 32), new("key-", 32),
        new("PMAK-", 40), new("PMAT-", 20), new("ntn_", 40), new("secret_", 43), new("lin_api_", 30), new("lin_oauth_", 30),
        new("pat-na1-", 30), new("pat-eu1-", 30), new("fio-u-", 40), new("EAAC", 60), new("EAAG", 60), new("EAAM", 60), new("IGQV", 60),
        new("sl.", 60), new("AAAAAAAAAAAAAAAAAAAAA", 60), new("APA91b", 120), new("aio_", 28), new("hawk.", 40), new("amzn.mws.", 36), new("waka_", 32), new("mob-", 36), new("signkey-", 40),
        // Monitoring, vaults and networks
        new("NRAK-", 20), new("NRJS-", 16), new("NRIQ-", 20), new("NRII-", 20), new("NRRA-", 20), new("NRBR-", 16), new("glc_", 30),
        new("glsa_", 30), new("sntryu_", 40), new("sntrys_", 40), new("ddp_", 30), new("dt0c01.", 50), new("dt0s", 50), new("phc_", 30),
        new("phx_", 30), new("phs_", 30), new("phr_", 30), new("pha_", 30), new("hvs.", 24), new("hvb.", 40), new("hvr.", 24),
        new("s.", 24), new("dp.pt.", 40), new("dp.st.", 40), new("dp.ct.", 40), new("dp.sa.", 40), new("dp.scim.", 40),
        new("dp.audit.", 40), new("ops_", 100), new("A3-", 26), new("sdk-", 36), new("api-", 36), new("tskey-", 16), new("ico-", 30),
        new("sc_", 40), new("ext_", 40), new("authress_", 40), new("pk.eyJ", 40), new("sk.eyJ", 40), new("tk.eyJ", 40),
        new("sm_aat_", 16), new("sm_pat_", 16), new("sm_sat_", 16), new("eyJrIjoi", 60), new("xprv", 100), new("pnu_", 30),
    ];

    private static readonly TokenPrefix[][] ByFirst =
        [.. Enumerable.Range(0, 128).Select(first => All.Where(prefix => prefix.Text[0] == first).ToArray())];

    /// <summary>Returns the length of the known prefix of a token, 0 when it has none or too little follows.</summary>
    public static int Find(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || token[0] >= ByFirst.Length)
        {
            return 0;
        }

        foreach (TokenPrefix prefix in ByFirst[token[0]])
        {
            if (token.StartsWith(prefix.Text, StringComparison.Ordinal) && token.Length - prefix.Text.Length >= prefix.MinRest)
            {
                return prefix.Text.Length;
            }
        }

        return 0;
    }
}
