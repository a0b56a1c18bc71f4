extension GoldSentence {
    static let english = read(
        """
        2 | I want to die
        2 | i just wanna die
        2 | I wish I was dead
        2 | i don't want to live anymore
        2 | everyone would be better off without me
        2 | I never want to wake up again
        3 | I want to kill myself
        3 | i'm suicidal
        3 | I keep thinking about suicide
        3 | i wanna kms
        4 | I'm going to kill myself tonight
        4 | I tried to kill myself
        4 | I took a whole bottle of pills
        4 | I wrote my suicide note
        3 | my friend wants to kill himself
        0 self_harm | I cut myself again
        0 self_harm | i keep hurting myself
        0 violence_threat | I'm going to kill them all
        0 violence_threat | i will bring a gun to school
        0 abuse_or_bullying | my dad hits me
        0 abuse_or_bullying | they bully me at school
        0 | I'm dying of laughter
        0 | this homework is killing me
        0 | I don't want to die
        """
    )
}
