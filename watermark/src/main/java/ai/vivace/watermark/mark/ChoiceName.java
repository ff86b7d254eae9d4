package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names of closed choices as people write them: {@code bottom-right} for {@code BOTTOM_RIGHT}. */
final class ChoiceName {
    private ChoiceName() {}

    /** A choice's name. */
    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The choice of a name; case does not matter.
     *
     * @param kind what is chosen, for the message
     * @throws InputException when no choice has the name; it names the nearest and all
     */
    static <E extends Enum<E>> E parse(String kind, String name, Class<E> choices) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        List<E> all = Arrays.asList(choices.getEnumConstants());
        return all.stream()
                .filter(choice -> of(choice).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown(
                        kind, name, all.stream().map(ChoiceName::of).toList())));
    }
}
