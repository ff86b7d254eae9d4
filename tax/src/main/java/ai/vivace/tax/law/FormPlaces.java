package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the lines of a return stand on the forms of a year.
 *
 * @param byKey the place of each line's key; a line that a year's forms do not have is missing
 * @param citation which forms
 */
public record FormPlaces(Map<String, FormPlace> byKey, Citation citation) {
    public FormPlaces {
        byKey = Map.copyOf(byKey);
    }

    static FormPlaces of(LawGroup group) {
        LawGroup lines = group.group("lines");
        Map<String, FormPlace> byKey = new LinkedHashMap<>();
        for (String key : lines.keys()) {
            List<String> place = lines.texts(key);
            InputException.require(
                    place.size() == 2,
                    () -> group.citation().place() + ": expected form and line of \"" + key + "\", but found " + place
                            + ". Correct the file.");
            byKey.put(key, new FormPlace(place.get(0), place.get(1)));
        }
        return new FormPlaces(byKey, group.citation());
    }

    /** The place of a line, if the year's forms have it. */
    public Optional<FormPlace> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
