package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who files: the five filing statuses of Form 1040. */
public enum FilingStatus {
    /** Unmarried on the last day of the year. */
    SINGLE("single", "single", "unmarried", "s"),
    /** Married, one return for both. */
    MARRIED_JOINT(
            "married_joint", "married filing jointly", "mfj", "joint", "jointly", "married", "married joint", "couple"),
    /** Married, a return of one's own. */
    MARRIED_SEPARATE(
            "married_separate", "married filing separately", "mfs", "separate", "separately", "married separate"),
    /** Unmarried and keeping a home for a dependent. */
    HEAD_OF_HOUSEHOLD("head_of_household", "head of household", "hoh", "head"),
    /** Widowed in one of the two years before, with a dependent child. */
    QUALIFYING_SURVIVING_SPOUSE(
            "qualifying_surviving_spouse",
            "qualifying surviving spouse",
            "qss",
            "surviving spouse",
            "qualifying widow",
            "qualifying widower",
            "widow",
            "widower",
            "qw");

    private static final Map<String, FilingStatus> BY_WORD = new LinkedHashMap<>();

    static {
        for (FilingStatus status : values()) {
            BY_WORD.put(status.key, status);
            BY_WORD.put(status.key.replace('_', ' '), status);
            BY_WORD.put(status.title, status);
            for (String word : status.words.split(",")) {
                BY_WORD.put(word, status);
            }
        }
    }

    private final String key;
    private final String title;
    private final String words;

    FilingStatus(String key, String title, String... words) {
        this.key = key;
        this.title = title;
        this.words = String.join(",", words);
    }

    /** The name in law files and results, such as {@code married_joint}. */
    public String key() {
        return key;
    }

    /** The name on the form, such as <em>married filing jointly</em>. */
    public String title() {
        return title;
    }

    /** Whether this is a joint return: of two people, with a spouse's income and age on it. */
    public boolean joint() {
        return this == MARRIED_JOINT;
    }

    /** Whether the filer is married on the last day of the year. */
    public boolean married() {
        return this == MARRIED_JOINT || this == MARRIED_SEPARATE;
    }

    /**
     * The status that a text names: {@code single}, {@code mfj}, <em>Head of Household</em>.
     *
     * @throws InputException for another word; it lists the words that are known and the nearest one
     */
    public static FilingStatus parse(String text) {
        FilingStatus exact = BY_WORD.get(text);
        if (exact != null) {
            return exact;
        }
        FilingStatus found = BY_WORD.get(text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-/]+", " "));
        if (found != null) {
            return found;
        }
        throw new InputException("Unknown filing status \"" + text.strip() + "\"."
                + Spelling.nearest(text.strip(), BY_WORD.keySet())
                        .map(word -> " Did you mean \"" + word + "\"?")
                        .orElse("")
                + " Known: " + String.join(", ", accepted()) + ".");
    }

    /** The words that {@link #parse} accepts: short ones first. */
    public static List<String> accepted() {
        List<String> accepted = new ArrayList<>(List.of("single", "mfj", "mfs", "hoh", "qss"));
        Arrays.stream(values())
                .map(FilingStatus::title)
                .filter(t -> !accepted.contains(t))
                .forEach(accepted::add);
        return List.copyOf(accepted);
    }
}
