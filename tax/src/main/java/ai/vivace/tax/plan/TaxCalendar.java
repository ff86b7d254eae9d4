package ai.vivace.tax.plan;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.Deadlines;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The dates of tax years that apply to somebody, seen from today.
 *
 * <pre>{@code
 * TaxCalendar calendar = TaxCalendar.of(
 *         List.of(TaxYear.of(2025), TaxYear.of(2026)), Set.of(Situation.EMPLOYEE, Situation.FREELANCER), clock);
 * calendar.messages().forEach(System.out::println);
 * calendar.save(Path.of("tax.ics"));
 * }</pre>
 *
 * <p>Dates of returns and estimates are those of the law files, with the postponements of 2020; the others follow from their day and the
 * rule for weekends and holidays. Maine, Massachusetts and disaster areas can have later ones.
 *
 * @param years the tax years, earliest first
 * @param situations what is true of the person
 * @param now when the calendar was made
 * @param today the day of the clock's zone
 * @param dates all dates, earliest first
 */
public record TaxCalendar(
        List<TaxYear> years, Set<Situation> situations, Instant now, LocalDate today, List<TaxDate> dates) {
    public TaxCalendar {
        years = List.copyOf(years);
        Set<Situation> facts = EnumSet.noneOf(Situation.class);
        facts.addAll(situations);
        situations = Collections.unmodifiableSet(facts);
        dates = List.copyOf(dates);
    }

    /**
     * The calendar of tax years.
     *
     * @param years one or more
     * @param situations what is true of the person; with none, only the return is in it
     * @param clock what tells the day
     * @throws InputException without a year
     */
    public static TaxCalendar of(List<TaxYear> years, Set<Situation> situations, Clock clock) {
        InputException.require(!years.isEmpty(), () -> "calendar: expected a tax year or more, but found none.");
        Set<Situation> facts = EnumSet.noneOf(Situation.class);
        facts.addAll(situations);
        if (facts.contains(Situation.FREELANCER)) {
            facts.add(Situation.ESTIMATED_TAX);
        }
        List<TaxYear> sorted = years.stream().distinct().sorted().toList();
        List<TaxDate> dates = new ArrayList<>();
        sorted.forEach(year -> dates.addAll(new TaxDates(year, facts).all()));
        dates.sort(Comparator.comparing(TaxDate::date));
        return new TaxCalendar(sorted, facts, clock.instant(), LocalDate.now(clock), dates);
    }

    /** What is true of a filer, by the amounts of the year. */
    public static Set<Situation> situations(Filer filer) {
        Set<Situation> facts = EnumSet.noneOf(Situation.class);
        if (filer.amount(Item.WAGES).add(filer.amount(Item.WAGES_SPOUSE)).signum() > 0) {
            facts.add(Situation.EMPLOYEE);
        }
        if (filer.amount(Item.SELF_EMPLOYMENT)
                        .max(filer.amount(Item.SELF_EMPLOYMENT_SPOUSE))
                        .signum()
                > 0) {
            facts.add(Situation.FREELANCER);
        }
        if (filer.amount(Item.IRA).add(filer.amount(Item.HSA)).signum() > 0) {
            facts.add(Situation.SAVER);
        }
        if (filer.amount(Item.PASS_THROUGH_INCOME).signum() != 0) {
            facts.add(Situation.S_CORPORATION);
        }
        TaxReturn taxReturn = TaxReturn.of(filer);
        BigDecimal owed = taxReturn.refundOrBalance().negate().add(filer.amount(Item.ESTIMATED_PAYMENTS));
        if (owed.compareTo(taxReturn.law().estimatedTax().smallBalance()) >= 0) {
            facts.add(Situation.ESTIMATED_TAX);
        }
        return facts;
    }

    /** The day on which the dates of the latest year were collected: later postponements are not in them. */
    public LocalDate parameterDate() {
        return Law.of(years.get(years.size() - 1)).parameterDate();
    }

    /** Dates that have not passed, earliest first; today counts. */
    public List<TaxDate> upcoming() {
        return dates.stream().filter(date -> !date.date().isBefore(today)).toList();
    }

    /** Dates that have passed, earliest first. */
    public List<TaxDate> passed() {
        return dates.stream().filter(date -> date.date().isBefore(today)).toList();
    }

    /** What can still be done today for each year, in plain sentences. */
    public List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (TaxYear year : years) {
            messages.addAll(messages(year));
        }
        return List.copyOf(messages);
    }

    private List<String> messages(TaxYear year) {
        List<String> messages = new ArrayList<>();
        Deadlines deadlines = Law.of(year).deadlines();
        List<TaxDate> left = upcoming().stream()
                .filter(date -> date.taxYear().equals(year) && date.key().startsWith("estimate-"))
                .toList();
        if (!left.isEmpty()) {
            messages.add("For " + year + " "
                    + (left.size() == 1
                            ? "one estimated payment remains: "
                            : left.size() + " estimated payments remain: ")
                    + String.join(
                            ", ",
                            left.stream().map(date -> date.date().toString()).toList()) + ".");
        }
        LocalDate end = LocalDate.of(year.number(), 12, 31);
        if (situations.contains(Situation.EMPLOYEE) && !today.isAfter(end)) {
            messages.add("For " + year + " a new Form W-4 still changes what is withheld from the paychecks up to "
                    + end + ".");
        }
        if (nonresident()) {
            return messages;
        }
        if (today.isAfter(deadlines.extendedReturnDue())) {
            messages.add(
                    "The return for " + year + " can only be filed late: it was due on " + deadlines.returnDue()
                            + ", or " + deadlines.extendedReturnDue()
                            + " with an extension. What is owed grows with time; a refund can be asked for until three years after the due date.");
        } else if (today.isAfter(deadlines.returnDue())) {
            messages.add("The return for " + year + " was due on " + deadlines.returnDue()
                    + "; with Form 4868 sent by then it is due on " + deadlines.extendedReturnDue()
                    + ". Paying was due in any case.");
        } else {
            messages.add("The return for " + year + " and what is owed are due on " + deadlines.returnDue()
                    + "; with Form 4868 the return, but not the payment, on " + deadlines.extendedReturnDue() + ".");
        }
        return messages;
    }

    private boolean nonresident() {
        return situations.contains(Situation.NONRESIDENT) || situations.contains(Situation.NONRESIDENT_WITHOUT_WAGES);
    }

    /**
     * The dates to come as the text of an {@code .ics} file (RFC 5545): all-day events with a reminder a week before. Importing it again
     * replaces events instead of doubling them.
     *
     * @throws InputException when no date is left
     */
    public String ics() {
        List<TaxDate> left = upcoming();
        InputException.require(
                !left.isEmpty(),
                () -> "calendar: no date of tax year "
                        + String.join(
                                ", ", years.stream().map(TaxYear::toString).toList()) + " is left after " + today
                        + ". Choose a later year.");
        return CalendarFile.text(left, now);
    }

    /**
     * Writes {@link #ics} to a file, whole or not at all.
     *
     * @throws InputException when no date is left, the name does not end in .ics, or the file cannot be written
     */
    public void save(Path file) {
        InputException.require(
                file.toString().endsWith(".ics"),
                () -> "calendar: expected the name of a file that ends in .ics, but found " + file + ".");
        AtomicFile.write(file, ics());
    }
}
