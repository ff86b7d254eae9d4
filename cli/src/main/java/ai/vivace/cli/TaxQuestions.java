package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.FilerFields;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.residency.Newcomer;
import ai.vivace.tax.residency.Residency;
import ai.vivace.tax.residency.Visa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Asks for a filer in plain language, one question after the other. An empty answer takes what stands in brackets, {@code ?} explains, a
 * wrong answer is told and asked again. Questions that earlier answers make needless are left out.
 */
final class TaxQuestions {
    private static final String AGE =
            "Some rules look at the age: 65 and older deduct more; without children the earned income credit is for 25 to 64.";

    private final Console console;
    private final BufferedReader answers;
    private final Clock clock;
    private final Map<String, String> fields = new LinkedHashMap<>();

    TaxQuestions(Console console, BufferedReader answers, Clock clock) {
        this.console = console;
        this.answers = answers;
        this.clock = clock;
    }

    /** Questions whose answers are typed. */
    static TaxQuestions onTerminal(Console console, Clock clock) {
        return new TaxQuestions(
                console,
                new BufferedReader(
                        new InputStreamReader(System.in, console.terminal().charset())),
                clock);
    }

    /**
     * Asks.
     *
     * @return the answers by field, as for {@link FilerFields}
     * @throws InputException when somebody turns out not to file Form 1040
     * @throws CancellationException when the answers end
     */
    Map<String, String> ask() {
        console.say(
                "A few questions about one tax year. Enter takes the answer in [brackets], ? explains, Ctrl-C stops. Nothing is kept.");
        TaxYear year = year();
        residency(year);
        FilingStatus status = status(year);
        fields.put("filing_status", status.key());
        field("age_primary", "How old were you on December 31, " + year + "?", "40", AGE);
        if (status.joint()) {
            field("age_spouse", "And your spouse?", "40", AGE);
        }
        pay(status);
        business(status);
        savings();
        deductions(status);
        if (!status.married() && fields.get("dependent_ages") == null) {
            claimed();
        }
        console.say("The same again: " + again());
        return Map.copyOf(fields);
    }

    private TaxYear year() {
        TaxYear likely = TaxFilerOptions.year(LocalDate.now(clock));
        TaxYear year = ask(
                "Which year's income?",
                likely.toString(),
                "The tax year is the calendar year in which you earned the money. Its return is due in April of the year after.",
                TaxYear::parse);
        fields.put("tax_year", year.toString());
        return year;
    }

    private void residency(TaxYear year) {
        boolean american = yes(
                "Were you a US citizen, or did you have a green card, all through " + year + "?",
                "yes",
                "Others are residents for tax too when they are here long enough: answer no, and the days are counted.");
        if (american) {
            return;
        }
        Newcomer.Builder newcomer = Newcomer.of(year).clock(clock);
        Visa visa = ask(
                "In which status are you in the USA? Such as F-1, H-1B, \"J-1 student\", H-4",
                "",
                "It stands in your visa and on your I-94. Students with OPT or CPT are in F-1 status. If you changed status, stop here"
                        + " with Ctrl-C and see: " + Suggestion.of("tax", "resident", "--help"),
                Visa::parse);
        LocalDate since = ask(
                "Since when? The first day in the USA in that status, as 2024-08-15",
                "",
                "Days count from the day you entered, also a part of a day.",
                text -> TaxTodayOption.date("first day", text));
        Residency residency = Residency.of(newcomer.stay(visa, since).build());
        residency.steps().forEach(console::say);
        residency.requireForm1040();
    }

    private FilingStatus status(TaxYear year) {
        String married = ask(
                "On December 31, " + year + ", were you married? (yes, no, widowed)",
                "no",
                "That day decides for the whole year. Widowed: your spouse died in " + (year.number() - 1) + " or "
                        + (year.number() - 2) + ", and you keep a home for your child; if in " + year + ", answer yes.",
                text -> word(text, List.of("yes", "no", "widowed")));
        dependents();
        if (married.equals("yes")) {
            return yes(
                            "Do you file one return together with your spouse?",
                            "yes",
                            "One joint return is almost always less tax. Filing separately loses several deductions and credits.")
                    ? FilingStatus.MARRIED_JOINT
                    : FilingStatus.MARRIED_SEPARATE;
        }
        if (fields.get("dependent_ages") == null) {
            return FilingStatus.SINGLE;
        }
        if (married.equals("widowed")) {
            return FilingStatus.QUALIFYING_SURVIVING_SPOUSE;
        }
        return yes(
                        "Did you pay more than half of the cost of the home that they share with you?",
                        "yes",
                        "Then you are a head of household, with a larger standard deduction and wider brackets than single.")
                ? FilingStatus.HEAD_OF_HOUSEHOLD
                : FilingStatus.SINGLE;
    }

    private void dependents() {
        boolean some = yes(
                "Do children or other relatives live with you and depend on your money?",
                "no",
                "They are your dependents. A spouse is never one. A child away at college still lives with you.");
        if (some) {
            field(
                    "dependent_ages",
                    "How old is each of them? Such as 5, 9",
                    "",
                    "Ages at the end of the year: under 17 means the child tax credit, older the smaller credit for other dependents.");
        }
    }

    private void pay(FilingStatus status) {
        field(
                "wages_primary",
                "What did you earn as an employee, all jobs together?",
                "0",
                "Box 1 of every W-2. While the year is not over: your yearly salary less payments into a 401(k), health insurance and HSA"
                        + " through work. An hourly wage of 25 is about 52,000 for a full year.");
        if (status.joint()) {
            field("wages_spouse", "And your spouse?", "0", "Box 1 of every W-2 of your spouse.");
        }
        field(
                "federal_withholding",
                "How much federal income tax was withheld from pay, for the whole year?",
                "0",
                "Box 2 of every W-2. On a pay stub it is called Fed tax, FIT or FWT, and stands as this check and year to date (YTD). Social"
                        + " Security and Medicare (FICA, OASDI) are other taxes and do not count here.");
    }

    private void business(FilingStatus status) {
        boolean freelance = yes(
                "Did you" + (status.joint() ? " or your spouse" : "")
                        + " earn anything as a freelancer or from a business?",
                "no",
                "Work without an employer: a 1099-NEC or 1099-K, an app, tutoring, selling. The profit counts, income less costs.");
        if (!freelance) {
            return;
        }
        field(
                "self_employment_primary",
                "Your profit, income less costs?",
                "0",
                "Line 31 of Schedule C. A loss is written as -3000.");
        if (status.joint()) {
            field(
                    "self_employment_spouse",
                    "And your spouse's profit?",
                    "0",
                    "Each person has a Schedule C and SE of their own.");
        }
        field(
                "estimated_payments",
                "Did you send estimated tax to the IRS? How much?",
                "0",
                "Payments in April, June, September and January, by Form 1040-ES or online.");
    }

    private void savings() {
        boolean some = yes(
                "Did you have interest, dividends, or sell shares or crypto?",
                "no",
                "Banks send Form 1099-INT, brokers 1099-DIV and 1099-B. A few dollars count too.");
        if (!some) {
            return;
        }
        field("taxable_interest", "Interest?", "0", "Box 1 of Form 1099-INT.");
        field("ordinary_dividends", "Dividends, all of them?", "0", "Box 1a of Form 1099-DIV.");
        if (!fields.getOrDefault("ordinary_dividends", "0").equals("0")) {
            field("qualified_dividends", "How much of them is qualified?", "0", "Box 1b: they are taxed less.");
        }
        field("long_term_gain", "Gain on what you had held for more than a year?", "0", "A loss is written as -3000.");
        field("short_term_gain", "Gain on what you had held for a year or less?", "0", "A loss is written as -3000.");
    }

    private void deductions(FilingStatus status) {
        boolean some = yes(
                "Any of these: student-loan interest, IRA or HSA payments of your own, a mortgage, gifts to charity?",
                "no",
                "They may lower your tax. Most newcomers have none of them; the standard deduction comes by itself.");
        if (!some) {
            return;
        }
        if (status != FilingStatus.MARRIED_SEPARATE) {
            field(
                    "student_loan_interest",
                    "Interest on student loans?",
                    "0",
                    "Form 1098-E. Loans of a US lender or not, but not from family.");
        }
        field("ira_deduction", "Paid into a traditional IRA?", "0", "Not a Roth IRA, and not the 401(k) at work.");
        field(
                "hsa_deduction",
                "Paid into a health savings account from your own pocket?",
                "0",
                "What the employer took from pay is left out already.");
        field("mortgage_interest", "Mortgage interest?", "0", "Form 1098 of your bank.");
        field("real_estate_tax", "Property tax on your home?", "0", "What the county or city billed.");
        field("state_income_tax", "State income tax paid?", "0", "Box 17 of the W-2. It counts only when you itemize.");
        field("charity_cash", "Money given to charity?", "0", "To US charities, with receipts.");
    }

    private void claimed() {
        boolean claimed = yes(
                "Can your parents or somebody else claim you as their dependent?",
                "no",
                "Such as when you are under 24, a full-time student, and they pay more than half of your living.");
        if (claimed) {
            fields.put("can_be_claimed", "yes");
        }
    }

    /** A field of a filer: checked as the field is, and left out when it is zero. */
    private void field(String name, String question, String otherwise, String help) {
        String text = ask(question, otherwise, help, answer -> checked(name, answer));
        if (!text.equals("0")) {
            fields.put(name, text);
        }
    }

    private static String checked(String name, String answer) {
        String text = name.equals("dependent_ages") ? answer.replace(',', ';') : answer;
        FilerFields.put(Filer.of(TaxYear.latest(), FilingStatus.SINGLE), name, text);
        return text;
    }

    private boolean yes(String question, String otherwise, String help) {
        return ask(question + " (yes, no)", otherwise, help, text -> word(text, List.of("yes", "no")))
                .equals("yes");
    }

    private static String word(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> !lower.isEmpty() && word.startsWith(lower))
                .findFirst()
                .orElseThrow(() ->
                        new InputException("Expected " + String.join(" or ", words) + ", but found \"" + text + "\"."));
    }

    private <T> T ask(String question, String otherwise, String help, Function<String, T> reader) {
        while (true) {
            String answer = line(question + (otherwise.isEmpty() ? "" : " [" + otherwise + "]") + " ");
            String text = answer.isEmpty() ? otherwise : answer;
            if (text.equals("?")) {
                console.say("  " + help);
                continue;
            }
            try {
                InputException.require(!text.isEmpty(), () -> "An answer is needed here; ? explains.");
                return reader.apply(text);
            } catch (InputException e) {
                console.say("  " + e.getMessage());
            }
        }
    }

    private String line(String prompt) {
        console.prompt(prompt);
        try {
            String line = answers.readLine();
            if (line == null) {
                console.say("");
                throw new CancellationException("The answers ended.");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String again() {
        List<String> arguments = new ArrayList<>(List.of("tax", "estimate"));
        fields.forEach((field, text) -> {
            arguments.add(TaxFilerOptions.flag(field));
            arguments.add(text);
        });
        return Suggestion.of(arguments.toArray());
    }
}
