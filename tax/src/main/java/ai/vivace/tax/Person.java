package ai.vivace.tax;

import ai.vivace.base.InputException;
import java.util.OptionalInt;

/**
 * A filer or a spouse.
 *
 * @param age in years at the end of the tax year; who has the 65th birthday on January 1 counts as 65 already on the day before. Without an age {@value #ASSUMED_AGE} is assumed
 * @param blind whether legally blind at the end of the year
 */
public record Person(OptionalInt age, boolean blind) {
    /** The age of who gives none: neither young nor old for any rule. */
    public static final int ASSUMED_AGE = 40;

    /** @throws InputException for an age below 0 or above 130 */
    public Person {
        if (age.isPresent()) {
            checkAge("age", age.getAsInt());
        }
    }

    /** Somebody of an age who sees. */
    public static Person of(int age) {
        return new Person(OptionalInt.of(age), false);
    }

    /** Somebody whose age is not given. */
    public static Person ofAnyAge() {
        return new Person(OptionalInt.empty(), false);
    }

    /** The same person, blind. */
    public Person withBlindness() {
        return new Person(age, true);
    }

    /** The age, or the one that is assumed. */
    public int years() {
        return age.orElse(ASSUMED_AGE);
    }

    /** Whether 65 or older. */
    public boolean senior() {
        return years() >= 65;
    }

    /** The boxes that raise the standard deduction: 65 or older, blind. */
    int boxes() {
        return (senior() ? 1 : 0) + (blind ? 1 : 0);
    }

    static void checkAge(String field, int age) {
        InputException.require(
                age >= 0 && age <= 130, () -> field + ": expected an age in years, 0 to 130, but found " + age + ".");
    }
}
