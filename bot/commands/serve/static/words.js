/** The page's sentences, as the server wrote them on the body. */
export const words = document.body.dataset;
