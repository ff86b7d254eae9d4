package ai.vivace.text.token;

/** Is told how far learning is, and may end it by throwing. */
@FunctionalInterface
interface LearningSteps {
    void step(String stage, long done, long total);
}
