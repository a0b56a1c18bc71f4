extension RiskRule {
    /// The plainest wordings of English.
    static let english: [RiskRule] = [
        RiskRule(
            "english.wish",
            .tier(2),
            why: "A wish to be dead as it is said in English.",
            """
            i ..2 want|wish|wanna|need|rather ..2 die|dead|disappear
            want|wanting|wish|wanna|ready to? die
            wish i was|were ..1 dead
            wish i ..1 never|hadnt|wasnt been? born
            better off ..2 dead|without me?
            better off without me
            """
        ),
        RiskRule(
            "english.no_life",
            .tier(2),
            .unnegatable,
            why: "Not to want to live, in English.",
            """
            dont|not|do|didnt not? ..1 want|wanna|wanting ..1 live|exist|alive|be|wake alive|here|up|anymore?
            dont|not ..1 want ..1 be|live alive|here anymore?
            no reason|point|nothing to|in|left live|living|for?
            life is|isnt not? worth|worthless|meaningless living|it?
            tired of living|life|being alive?
            never|not ..2 wake|waking up
            """
        ),
        RiskRule(
            "english.thoughts",
            .tier(3),
            why: "Thoughts of killing oneself, in English.",
            """
            kill|killing|hang|hanging|hanged|unalive|drown myself
            want|wanna|going|gonna|to|ill|will|just|rather|might|should|quiero|voy ..1 kms
            kms rn|lol|tonight|already|soon|now|today
            unalive|unaliving|unaliveme|unalivearme|sewerslide|sewerslided
            sewer slide|slided
            toaster bath
            end|ending|take|taking my own? life
            end|ending it all
            i ..3 suicidal
            feel|feeling|am|been|im suicidal
            suicidal thoughts|ideation
            thinking|think|thought|thoughts|considering ..1 about|of|on? suicide
            commit|committing suicide
            jump off|from|in ..2 bridge|building|roof|train
            """
        ),
        RiskRule(
            "english.intent",
            .tier(4),
            why: "Intent or behaviour, in English.",
            """
            im|i ..2 going|gonna|about|will|plan|planning|decided ..2 kill|end|hang|unalive|take ..1 myself|life|it|\
            pills
            tonight|today|tomorrow ..4 kill|end|hang myself|it|my life?
            tried|attempted|attempt ..2 kill|suicide|hang|end myself|life?
            took|swallowed|taken ..3 all|bottle|overdose|whole|bunch ..4 pills|meds|tablets
            overdosed
            my|a|wrote|suicide suicide|goodbye note|letter
            this is my last|goodbye night|day|message?
            """
        ),
        RiskRule(
            "english.other",
            .tier(3),
            .aboutAnother,
            why: "A friend in danger, in English.",
            """
            friend|brother|sister|boyfriend|girlfriend|mom|dad|roommate|classmate|son|daughter ..7 kill|hurt|\
            killing himself|herself|themselves
            friend|brother|sister|boyfriend|girlfriend|mom|dad|roommate|classmate|son|daughter ..6 wants|want to die
            friend|brother|sister|boyfriend|girlfriend|mom|dad|roommate|classmate|son|daughter ..4 suicidal|suicide
            """
        ),
        RiskRule(
            "english.self_harm",
            .danger(.selfHarm),
            why: "Self-harm, in English.",
            """
            cut|cutting|hurt|hurting|harm|harming|burn|burning|harmed myself
            self harm|harming|harmed
            i cut my wrists|arms|legs
            """
        ),
        RiskRule(
            "english.violence",
            .danger(.violenceThreat),
            why: "Threats against others, in English.",
            """
            im|i|ill ..2 going|gonna|want|will|wanna ..1 kill|shoot|stab|murder him|her|them|you|everyone|my|all
            going|gonna|want|bring|bringing|take|plan|planning ..3 gun|knife|bomb ..3 school|work|class
            shoot|blow|burn|shooting ..1 up|down ..1 school|place|class
            """
        ),
        RiskRule(
            "english.abuse",
            .danger(.abuseOrBullying),
            why: "Abuse and bullying, in English.",
            """
            he|she|dad|mom|father|mother|boyfriend|girlfriend|husband|stepdad|they|parents|uncle ..1 hits|beats|hit|\
            beat|raped|molested|touches|bully|bullies|abuses|threatens|slapped|punched|abused me
            i was|am|got|been|get being? raped|abused|molested|bullied|beaten|assaulted
            bullying|bullied|bully|harassing|harass me
            keep|they|everyone ..2 bullying|bully|mocking|mock|calling me
            kill yourself
            """
        ),
    ]
}
