package ai.vivace.tax.residency;

import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides residency from a newcomer's days and dates. */
final class ResidencyDecision {
    private final Newcomer newcomer;
    private final int year;
    private final DayCount count;
    private final SubstantialPresence presence;
    private final List<String> steps = new ArrayList<>();
    private final List<String> professional = new ArrayList<>();

    ResidencyDecision(Newcomer newcomer) {
        this.newcomer = newcomer;
        this.year = newcomer.year().number();
        this.count = DayCount.of(newcomer);
        this.presence = count.test(year);
    }

    Residency result() {
        Optional<LocalDate> from = residentFrom();
        Residence residence = residence(from);
        steps.add("So for " + year + " you are a " + residence.title() + ".");
        boolean nonresident = residence == Residence.NONRESIDENT;
        Optional<BigDecimal> india = nonresident ? indiaDeduction() : Optional.empty();
        exceptions(residence);
        ResidencyForms forms = new ResidencyForms(newcomer, count);
        return new Residency(
                newcomer.year(),
                residence,
                from.filter(day -> day.getYear() == year),
                presence,
                steps,
                forms.of(residence),
                payroll(residence, from),
                india,
                nonresident ? ResidencyRules.get().notAvailable() : List.of(),
                nonresident ? forms.nonresidentRules(india) : List.of(),
                professional,
                assumptions());
    }

    /** The first day as a resident, if resident at any time of the year; January 1 for who was one before. */
    private Optional<LocalDate> residentFrom() {
        LocalDate start = LocalDate.of(year, 1, 1);
        Optional<LocalDate> card = newcomer.greenCard().filter(since -> since.getYear() <= year);
        card.ifPresentOrElse(
                since -> steps.add("Green card test: you have been a lawful permanent resident since " + since
                        + ", so you are a resident from then on."),
                () -> steps.add("Green card test: no green card in " + year + ", so the days decide."));
        steps.addAll(count.steps());
        steps.add(presence.arithmetic());
        boolean byDays = presence.met();
        if (card.isEmpty() && !byDays) {
            return Optional.empty();
        }
        SubstantialPresence before = count.test(year - 1);
        boolean residentBefore =
                before.met() || card.filter(since -> since.isBefore(start)).isPresent();
        if (residentBefore) {
            steps.add("You were a resident at the end of " + (year - 1) + " already, so you are one from January 1, "
                    + year + ".");
            return Optional.of(start);
        }
        Optional<LocalDate> counted = byDays ? firstCountedDay() : Optional.empty();
        LocalDate first = counted.filter(day -> card.isEmpty() || day.isBefore(card.get()))
                .or(() -> card)
                .orElse(start);
        steps.add("You were no resident in " + (year - 1) + "; residency starts on " + first
                + (counted.filter(first::equals).isPresent()
                        ? ", the first day in " + year + " that counts."
                        : card.filter(first::equals).isPresent() ? ", with the green card." : "."));
        return Optional.of(first);
    }

    private Optional<LocalDate> firstCountedDay() {
        return newcomer.stays().stream()
                .filter(stay -> !count.exempt(stay, year))
                .flatMap(stay -> stay.firstDayIn(year).stream())
                .findFirst();
    }

    private Residence residence(Optional<LocalDate> from) {
        if (from.isEmpty()) {
            return Residence.NONRESIDENT;
        }
        LocalDate first = from.get();
        if (first.isAfter(LocalDate.of(year, 1, 1))) {
            professional.add("Your year is split: nonresident before " + first
                    + ", resident from then on. A dual-status return has rules of its own; it is not computed here."
                    + " Some choices can make the year whole (see the next points).");
            return Residence.DUAL_STATUS;
        }
        if (newcomer.greenCard().isEmpty() && !newcomer.stays().isEmpty() && left()) {
            professional.add(
                    "You left the USA in " + year
                            + ". Who then lives elsewhere may be a resident only up to that day: the year may be dual-status, which is not computed here.");
            return Residence.DUAL_STATUS;
        }
        if (newcomer.stays().isEmpty() && newcomer.greenCard().isEmpty()) {
            professional.add("You gave days without dates. If your first day in " + year
                    + " was after January 1 and you were no resident in " + (year - 1)
                    + ", the year is dual-status: give visa status and first day to be sure.");
        }
        return Residence.RESIDENT;
    }

    private boolean left() {
        return newcomer.stays().stream().noneMatch(stay -> stay.lastsThrough(year));
    }

    private Optional<BigDecimal> indiaDeduction() {
        boolean fromIndia = newcomer.country()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals("india"))
                .isPresent();
        boolean student = newcomer.stays().stream()
                .anyMatch(stay -> stay.visa().role() == Visa.Role.STUDENT && stay.daysIn(year) > 0);
        return fromIndia && student
                ? Optional.of(
                        Law.of(newcomer.year()).standardDeduction().basic().of(FilingStatus.SINGLE))
                : Optional.empty();
    }

    private void exceptions(Residence residence) {
        if (residence != Residence.NONRESIDENT
                && newcomer.greenCard().isEmpty()
                && count.counted(year) < ResidencyRules.get().weightedLeast()) {
            professional.add("Closer connection: you were here fewer than 183 days in " + year
                    + ". With a home and closer ties in another country you may stay a nonresident by Form 8840.");
        }
        boolean newNow = !count.test(year - 1).met();
        if (residence == Residence.NONRESIDENT
                && newNow
                && count.counted(year) >= ResidencyRules.get().currentYearLeast()) {
            professional.add("First-year choice: with 31 days in a row and most days after them in " + year
                    + " you may choose to be a resident for the end of the year, once you meet the test for "
                    + (year + 1)
                    + ".");
        }
        if (residence != Residence.RESIDENT) {
            professional.add(
                    "If you are married to a citizen or resident, you may both choose to be treated as residents all year and file jointly (Internal"
                            + " Revenue Code 6013(g) and (h)).");
            if (newcomer.country().isPresent() && indiaDeduction().isEmpty()) {
                professional.add(
                        "A tax treaty with " + newcomer.country().get()
                                + " may lower the tax on some income (Publication 901). Claims beyond Indian students' standard deduction are not computed here.");
            }
        }
    }

    private List<PayrollDuty> payroll(Residence residence, Optional<LocalDate> from) {
        List<PayrollDuty> duties = new ArrayList<>();
        for (Stay stay : newcomer.stays()) {
            Optional<LocalDate> first = stay.firstDayIn(year);
            if (first.isPresent()) {
                LocalDate last = stay.lastDay(year);
                boolean before = residence == Residence.DUAL_STATUS
                        && from.filter(last::isBefore).isPresent();
                duties.add(PayrollDuty.of(stay, first.get(), last, before ? Residence.NONRESIDENT : residence));
            }
        }
        return duties;
    }

    private List<String> assumptions() {
        List<String> notes = new ArrayList<>();
        boolean goesOn = newcomer.stays().stream().anyMatch(stay -> stay.lastsThrough(year));
        if (goesOn && newcomer.today().isBefore(LocalDate.of(year, 12, 31))) {
            notes.add("You stay in the same status to the end of " + year + ", which is not over.");
        }
        for (int y = year; y > year - 3; y--) {
            int calendarYear = y;
            boolean dated = newcomer.stays().stream().anyMatch(stay -> stay.daysIn(calendarYear) > 0);
            if (dated && !newcomer.days().containsKey(y)) {
                notes.add("You were in the USA on every day of your stays in " + y + ".");
            } else if (dated
                    && newcomer.days().containsKey(y)
                    && count.counted(y) > 0
                    && newcomer.stays().stream().anyMatch(stay -> count.exempt(stay, calendarYear))) {
                notes.add("Days away in " + y + " fell into the time that does not count.");
            }
        }
        if (newcomer.stays().stream()
                .anyMatch(stay -> stay.visa().studentRule() || stay.visa().teacherRule())) {
            notes.add("You had no earlier time in the USA as a student, teacher or trainee than the stays given.");
        }
        notes.add(
                "Days of commuting from Canada or Mexico, of less than 24 hours in transit, and of an illness that began here are not among those given.");
        return notes;
    }
}
