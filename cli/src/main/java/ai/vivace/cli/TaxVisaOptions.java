package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.residency.Newcomer;
import ai.vivace.tax.residency.Visa;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Times in the USA, from which residency follows. */
final class TaxVisaOptions {
    private static final Pattern STAY =
            Pattern.compile("(.+?)[\\s,]+(\\d{4}-\\d{1,2}-\\d{1,2})(?:[\\s,]+(?:to\\s+)?(\\d{4}-\\d{1,2}-\\d{1,2}))?");

    @Option(
            names = "--visa",
            paramLabel = "STATUS",
            description = "Your status, such as F-1, H-1B or \"J-1 student\"; with --arrived.")
    private @Nullable String visa;

    @Option(
            names = "--arrived",
            paramLabel = "DATE",
            description = "Your first day in that status, such as 2024-08-15.")
    private @Nullable String arrived;

    @Option(
            names = "--stay",
            paramLabel = "STAY",
            description = "For who changed status: each time as \"F-1 2021-08-20 2025-09-30\" and \"H-1B 2025-10-01\".")
    private List<String> stays = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "YEAR=DAYS",
            description = "Days in the USA in a calendar year when you were away for some, or without a visa to give.")
    private Map<Integer, Integer> days = new LinkedHashMap<>();

    @Option(names = "--green-card", paramLabel = "DATE", description = "Since when you have a green card.")
    private @Nullable String greenCard;

    @Option(names = "--country", paramLabel = "NAME", description = "Where you lived before, as treaties differ.")
    private @Nullable String country;

    /** Whether anything was given. */
    boolean isGiven() {
        return visa != null || arrived != null || greenCard != null || !stays.isEmpty() || !days.isEmpty();
    }

    /** Whether the person may work for anybody. */
    boolean hasGreenCard() {
        return greenCard != null;
    }

    /**
     * A newcomer of a year, to add to.
     *
     * @throws InputException when something is no status or date, or one of the two is missing
     */
    Newcomer.Builder newcomer(TaxYear year, Clock clock) {
        InputException.require(
                isGiven(),
                () ->
                        "Expected times in the USA. Give --visa F-1 --arrived 2024-08-15, or --days 2026=120 --days 2025=120 --days"
                                + " 2024=120.");
        Newcomer.Builder newcomer = Newcomer.of(year).clock(clock);
        InputException.require(
                (visa == null) == (arrived == null),
                () -> visa == null
                        ? "--arrived: expected the status too. Add --visa, such as F-1."
                        : "--visa: expected the first day in that status too. Add --arrived, such as 2024-08-15.");
        if (visa != null && arrived != null) {
            newcomer.stay(Visa.parse(visa), TaxTodayOption.date("--arrived", arrived));
        }
        stays.forEach(text -> add(newcomer, text));
        days.forEach(newcomer::days);
        if (greenCard != null) {
            newcomer.greenCard(TaxTodayOption.date("--green-card", greenCard));
        }
        if (country != null) {
            newcomer.country(country);
        }
        return newcomer;
    }

    private static void add(Newcomer.Builder newcomer, String text) {
        Matcher stay = STAY.matcher(text.strip());
        InputException.require(
                stay.matches(),
                () ->
                        "--stay: expected a status, its first day and perhaps its last, such as \"F-1 2021-08-20 2025-09-30\","
                                + " but found \"" + text + "\".");
        Visa status = Visa.parse(stay.group(1));
        if (stay.group(3) == null) {
            newcomer.stay(status, TaxTodayOption.date("--stay", stay.group(2)));
        } else {
            newcomer.stay(
                    status, TaxTodayOption.date("--stay", stay.group(2)), TaxTodayOption.date("--stay", stay.group(3)));
        }
    }
}
