package ai.vivace.tax.plan;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is true of somebody, as far as dates follow from it. */
public enum Situation {
    /** Has a job. */
    EMPLOYEE("a job"),
    /** Has a business of one's own, with clients who report what they pay. */
    FREELANCER("freelance work"),
    /** Pays estimated tax. */
    ESTIMATED_TAX("estimated tax"),
    /** May put money into an individual retirement or health savings account. */
    SAVER("an IRA or health savings account"),
    /** Nonresident with wages: Form 1040-NR in April. */
    NONRESIDENT("nonresident with wages"),
    /** Nonresident without wages: Form 1040-NR in June. */
    NONRESIDENT_WITHOUT_WAGES("nonresident without wages"),
    /** Student, teacher or trainee whose days do not count: Form 8843. */
    EXEMPT_INDIVIDUAL("days that do not count"),
    /** Has accounts outside the USA of more than 10,000 together. */
    FOREIGN_ACCOUNTS("accounts outside the USA"),
    /** Has a company taxed as an S-corporation. */
    S_CORPORATION("an S-corporation"),
    /** Has a company taxed as a C-corporation. */
    C_CORPORATION("a C-corporation"),
    /** Pays wages: to others, or to the owner of a corporation. */
    EMPLOYER("wages paid to others"),
    /** Lives outside the USA for tax and owns a US company of one member. */
    FOREIGN_OWNED_COMPANY("a US company with a foreign owner");

    private final String title;

    Situation(String title) {
        this.title = title;
    }

    /** The name in files, such as {@code foreign_accounts}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in a sentence. */
    public String title() {
        return title;
    }

    /**
     * The situation of a key.
     *
     * @throws InputException for another word, with the nearest one
     */
    public static Situation parse(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\-]+", "_");
        return Arrays.stream(values())
                .filter(situation -> situation.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("situation", text.strip(), keys())));
    }

    /** All keys. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Situation::key).toList();
    }
}
