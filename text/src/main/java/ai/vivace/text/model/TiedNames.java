package ai.vivace.text.model;

import java.util.Map;

/** A model in which some tensors of files are others' under a second name. */
public interface TiedNames {
    /** Names that files may have and the state has not, each with the name in the state that has the same values. */
    Map<String, String> ties();
}
